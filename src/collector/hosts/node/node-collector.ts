import type {
  CollectorEvents,
  CollectorStart,
  ComponentStatus,
  HostedCollector,
  StartOptions,
} from '../../hosted-collector.ts';
import type { HttpRequest, HttpResponse } from '../../http.ts';
import type { FaultPlan } from '../../pipeline/faults.ts';
import type { CounterValue } from '../../pipeline/self-telemetry.ts';
import { InProcessCollector, type InProcessOptions } from '../in-process-collector.ts';
import { HttpNetwork } from './http-network.ts';
import { NodeFiles } from './node-files.ts';

export interface NodeCollectorOptions extends Omit<InProcessOptions, 'network'> {
  /**
   * Ports of the machine for ports of the configuration. `ephemeral` lets the system choose each; a table names some
   * (0 lets the system choose) and leaves the rest as they are configured. Default: as configured.
   */
  readonly ports?: 'ephemeral' | Readonly<Record<number, number>>;
}

/** A collector in this process that listens on real ports and writes real files. `request` reaches it without them, by the configured port. */
export class NodeCollector implements HostedCollector {
  readonly #network: HttpNetwork;
  readonly #collector: InProcessCollector;

  constructor(options: NodeCollectorOptions = {}) {
    const { ports = {}, ...rest } = options;
    this.#network = new HttpNetwork((port) => (ports === 'ephemeral' ? 0 : (ports[port] ?? port)));
    this.#collector = new InProcessCollector({ files: new NodeFiles(), ...rest, network: this.#network });
  }

  /** The machine's port that stands for a port of the configuration; `undefined` when nothing listens there. */
  portOf(configured: number): number | undefined {
    return this.#network.portOf(configured);
  }

  start(config: string, events: CollectorEvents, options?: StartOptions): Promise<CollectorStart> {
    return this.#collector.start(config, events, options);
  }

  request(port: number, request: HttpRequest): Promise<HttpResponse | undefined> {
    return this.#collector.request(port, request);
  }

  status(): Promise<readonly ComponentStatus[]> {
    return this.#collector.status();
  }

  counters(): Promise<readonly CounterValue[]> {
    return this.#collector.counters();
  }

  setFaults(receiver: string, plan: FaultPlan | undefined): Promise<void> {
    return this.#collector.setFaults(receiver, plan);
  }

  shutdown(): Promise<void> {
    return this.#collector.shutdown();
  }

  dispose(): void {
    this.#collector.dispose();
  }
}

/** Starts a collector on real ports. Throws when the configuration is refused or a port can't be had. */
export async function startNodeCollector(
  config: string,
  events: CollectorEvents,
  options: NodeCollectorOptions = {},
): Promise<NodeCollector> {
  const collector = new NodeCollector(options);
  const start = await collector.start(config, events);
  if (start.ok) return collector;
  throw new Error(`The collector did not start: ${start.errors.map((error) => error.message).join('; ')}`);
}
