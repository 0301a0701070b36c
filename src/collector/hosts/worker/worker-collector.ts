import type {
  CollectorEvents,
  CollectorStart,
  ComponentStatus,
  HostedCollector,
} from '../../hosted-collector.ts';
import type { HttpRequest, HttpResponse } from '../../http.ts';
import { type CallName, type Calls, type FromWorker, type ToWorker, transferable } from './messages.ts';

/** The page's end of a worker; `Worker` is one. */
export interface CollectorWorker {
  postMessage(message: ToWorker, transfer: Transferable[]): void;
  addEventListener(type: 'message', listener: (event: { readonly data: unknown }) => void): void;
  addEventListener(
    type: 'error' | 'messageerror',
    listener: (event: { readonly message?: string }) => void,
  ): void;
  terminate(): void;
}

/** The worker died or never came up. The next `start` makes a new one. */
export class CollectorCrashedError extends Error {
  constructor(reason: string) {
    super(`The collector’s worker stopped: ${reason}`);
    this.name = 'CollectorCrashedError';
  }
}

interface Pending {
  resolve(result: Calls[CallName]['result']): void;
  reject(error: Error): void;
}

/** A collector in a worker of its own, so that it never blocks the page. */
export class WorkerCollector implements HostedCollector {
  readonly #createWorker: () => CollectorWorker;
  readonly #pending = new Map<number, Pending>();
  #worker: CollectorWorker | undefined;
  #run: { readonly id: number; readonly events: CollectorEvents } | undefined;
  #nextId = 1;
  #disposed = false;

  /** Makes its worker at the first start; tests hand in a channel instead. */
  constructor(createWorker: () => CollectorWorker = browserWorker) {
    this.#createWorker = createWorker;
  }

  async start(config: string, events: CollectorEvents): Promise<CollectorStart> {
    if (this.#disposed) throw new Error('The collector was disposed of and can’t be started again');
    this.#worker ??= this.#connect();
    // A collector that runs is shut down first, and what it flushes belongs to whoever started it.
    await this.#call('shutdown', {});
    this.#run = { id: this.#nextId, events };
    return this.#call('start', { config });
  }

  async request(port: number, request: HttpRequest): Promise<HttpResponse | undefined> {
    if (this.#worker === undefined) return undefined;
    const { bytes, transfer } = transferable(request.body);
    return this.#call('request', { port, request: { ...request, body: bytes } }, transfer);
  }

  async status(): Promise<readonly ComponentStatus[]> {
    return this.#worker === undefined ? [] : this.#call('status', {});
  }

  async shutdown(): Promise<void> {
    if (this.#worker !== undefined) await this.#call('shutdown', {});
  }

  dispose(): void {
    this.#disposed = true;
    this.#drop(new CollectorCrashedError('it was disposed of'));
  }

  #connect(): CollectorWorker {
    const worker = this.#createWorker();
    worker.addEventListener('message', ({ data }) => {
      if (worker === this.#worker) this.#receive(data as FromWorker);
    });
    const crashed = (reason: string): void => {
      if (worker !== this.#worker) return;
      const error = new CollectorCrashedError(reason);
      this.#run?.events.log(error.message);
      this.#drop(error);
    };
    worker.addEventListener('error', (event) =>
      crashed(event.message || 'it failed to load or threw an error'),
    );
    worker.addEventListener('messageerror', () => crashed('a message could not be read'));
    return worker;
  }

  #call<C extends CallName>(
    call: C,
    args: Calls[C]['args'],
    transfer: Transferable[] = [],
  ): Promise<Calls[C]['result']> {
    const id = this.#nextId;
    this.#nextId += 1;
    return new Promise((resolve, reject) => {
      if (this.#worker === undefined) {
        reject(new CollectorCrashedError('it is gone'));
        return;
      }
      this.#pending.set(id, { resolve: (result) => resolve(result as Calls[C]['result']), reject });
      this.#worker.postMessage({ id, call, args } as ToWorker, transfer);
    });
  }

  #receive(message: FromWorker): void {
    if (message.kind === 'result' || message.kind === 'error') {
      const pending = this.#pending.get(message.id);
      this.#pending.delete(message.id);
      if (message.kind === 'result') pending?.resolve(message.result);
      else pending?.reject(Object.assign(new Error(message.error.message), { name: message.error.name }));
      return;
    }
    if (message.run !== this.#run?.id) return;
    const { events } = this.#run;
    if (message.kind === 'log') events.log(message.line);
    else if (message.kind === 'traces') events.traces(message.data);
    else events.exchange?.(message.exchange);
  }

  #drop(error: Error): void {
    this.#worker?.terminate();
    this.#worker = undefined;
    const pending = [...this.#pending.values()];
    this.#pending.clear();
    for (const { reject } of pending) reject(error);
  }
}

function browserWorker(): CollectorWorker {
  return new Worker(new URL('./collector-worker.ts', import.meta.url), { type: 'module', name: 'collector' });
}
