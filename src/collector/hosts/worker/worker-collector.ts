import type {
  CollectorEvents,
  CollectorStart,
  ComponentStatus,
  HostedCollector,
  HostedCollectorGroup,
  StartOptions,
} from '../../hosted-collector.ts';
import type { HttpRequest, HttpResponse } from '../../http.ts';
import type { FaultPlan } from '../../pipeline/faults.ts';
import type { CounterValue } from '../../pipeline/self-telemetry.ts';
import { transferable } from './messages.ts';
import { CollectorCrashedError, type CollectorWorker, WorkerChannel } from './worker-channel.ts';

export { CollectorCrashedError, type CollectorWorker } from './worker-channel.ts';

/** A collector in a worker of its own, so that it never blocks the page. */
export class WorkerCollector implements HostedCollector {
  readonly #channel: WorkerChannel;
  readonly #name: string;
  readonly #shares: boolean;
  #disposed = false;

  /**
   * Makes its worker at the first start; tests hand in a channel instead. A collector of a group is given the group's
   * channel and its name there.
   */
  constructor(worker: (() => CollectorWorker) | WorkerChannel = browserWorker, name = '') {
    this.#shares = worker instanceof WorkerChannel;
    this.#channel = worker instanceof WorkerChannel ? worker : new WorkerChannel(worker);
    this.#name = name;
  }

  async start(config: string, events: CollectorEvents, options: StartOptions = {}): Promise<CollectorStart> {
    if (this.#disposed) throw new Error('The collector was disposed of and can’t be started again');
    this.#channel.open();
    // A collector that runs is shut down first, and what it flushes belongs to whoever started it.
    await this.#channel.call(this.#name, 'shutdown', {});
    return this.#channel.start(this.#name, { config, options }, events);
  }

  async request(port: number, request: HttpRequest): Promise<HttpResponse | undefined> {
    if (!this.#channel.isOpen) return undefined;
    const { bytes, transfer } = transferable(request.body);
    return this.#channel.call(
      this.#name,
      'request',
      { port, request: { ...request, body: bytes } },
      transfer,
    );
  }

  async status(): Promise<readonly ComponentStatus[]> {
    return this.#channel.isOpen ? this.#channel.call(this.#name, 'status', {}) : [];
  }

  async counters(): Promise<readonly CounterValue[]> {
    return this.#channel.isOpen ? this.#channel.call(this.#name, 'counters', {}) : [];
  }

  async setFaults(receiver: string, plan: FaultPlan | undefined): Promise<void> {
    if (!this.#channel.isOpen) throw new Error('no collector runs');
    await this.#channel.call(this.#name, 'setFaults', { receiver, plan });
  }

  async shutdown(): Promise<void> {
    if (this.#channel.isOpen) await this.#channel.call(this.#name, 'shutdown', {});
  }

  dispose(): void {
    this.#disposed = true;
    if (!this.#shares) this.#channel.drop(new CollectorCrashedError('it was disposed of'));
    else this.shutdown().catch(() => undefined);
  }
}

/** Collectors side by side in one worker. */
export class WorkerCollectorGroup implements HostedCollectorGroup {
  readonly #channel: WorkerChannel;
  readonly #collectors = new Map<string, WorkerCollector>();

  constructor(createWorker: () => CollectorWorker = browserWorker) {
    this.#channel = new WorkerChannel(createWorker);
  }

  collector(name: string): HostedCollector {
    const known = this.#collectors.get(name);
    if (known !== undefined) return known;
    const collector = new WorkerCollector(this.#channel, name);
    this.#collectors.set(name, collector);
    return collector;
  }

  dispose(): void {
    for (const collector of this.#collectors.values()) collector.dispose();
    this.#channel.drop(new CollectorCrashedError('it was disposed of'));
  }
}

function browserWorker(): CollectorWorker {
  return new Worker(new URL('./collector-worker.ts', import.meta.url), { type: 'module', name: 'collector' });
}
