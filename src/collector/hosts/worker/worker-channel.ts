import type { CollectorEvents } from '../../hosted-collector.ts';
import type { CallName, Calls, FromWorker, ToWorker } from './messages.ts';

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

/** Calls to the collectors of one worker, and the events that come back. */
export class WorkerChannel {
  readonly #createWorker: () => CollectorWorker;
  readonly #pending = new Map<number, Pending>();
  /** By the collectors' names: who hears of the run that was started last. */
  readonly #runs = new Map<string, { readonly id: number; readonly events: CollectorEvents }>();
  #worker: CollectorWorker | undefined;
  #nextId = 1;

  constructor(createWorker: () => CollectorWorker) {
    this.#createWorker = createWorker;
  }

  get isOpen(): boolean {
    return this.#worker !== undefined;
  }

  /** Makes the worker unless it is there. */
  open(): void {
    this.#worker ??= this.#connect();
  }

  /** Starts a collector, whose events go to `events` from now on. */
  start(member: string, args: Calls['start']['args'], events: CollectorEvents) {
    this.#runs.set(member, { id: this.#nextId, events });
    return this.call(member, 'start', args);
  }

  call<C extends CallName>(
    member: string,
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
      this.#worker.postMessage({ id, member, call, args } as ToWorker, transfer);
    });
  }

  /** Ends the worker; everyone who waits gets the error. */
  drop(error: Error): void {
    this.#worker?.terminate();
    this.#worker = undefined;
    const pending = [...this.#pending.values()];
    this.#pending.clear();
    for (const { reject } of pending) reject(error);
  }

  #connect(): CollectorWorker {
    const worker = this.#createWorker();
    worker.addEventListener('message', ({ data }) => {
      if (worker === this.#worker) this.#receive(data as FromWorker);
    });
    const crashed = (reason: string): void => {
      if (worker !== this.#worker) return;
      const error = new CollectorCrashedError(reason);
      for (const { events } of this.#runs.values()) events.log(error.message);
      this.drop(error);
    };
    worker.addEventListener('error', (event) =>
      crashed(event.message || 'it failed to load or threw an error'),
    );
    worker.addEventListener('messageerror', () => crashed('a message could not be read'));
    return worker;
  }

  #receive(message: FromWorker): void {
    if (message.kind === 'result' || message.kind === 'error') {
      const pending = this.#pending.get(message.id);
      this.#pending.delete(message.id);
      if (message.kind === 'result') pending?.resolve(message.result);
      else pending?.reject(Object.assign(new Error(message.error.message), { name: message.error.name }));
      return;
    }
    const run = [...this.#runs.values()].find(({ id }) => id === message.run);
    if (run !== undefined) deliver(run.events, message);
  }
}

function deliver(
  events: CollectorEvents,
  message: Exclude<FromWorker, { readonly kind: 'result' | 'error' }>,
): void {
  if (message.kind === 'log') events.log(message.line);
  else if (message.kind === 'exchange') events.exchange?.(message.exchange);
  else if (message.signal === 'traces') events.traces(message.data);
  else if (message.signal === 'metrics') events.metrics?.(message.data);
  else if (message.signal === 'logs') events.logs?.(message.data);
  else events.profiles?.(message.data);
}
