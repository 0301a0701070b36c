import { components } from '../components/components.ts';
import type { Environment } from '../config/expand-env.ts';
import { FeatureGateError, type FeatureGates, parseFeatureGates } from '../config/feature-gates.ts';
import type {
  CollectorEvents,
  CollectorStart,
  ComponentStatus,
  HostedCollector,
  StartOptions,
} from '../hosted-collector.ts';
import type { HttpHandler, HttpRequest, HttpResponse } from '../http.ts';
import { type Clock, systemClock } from '../pipeline/clock.ts';
import { Collector } from '../pipeline/collector.ts';
import type { FaultPlan } from '../pipeline/faults.ts';
import type { Files } from '../pipeline/files.ts';
import type { Endpoint, GrpcHandler, Listener, ListenOptions, Network } from '../pipeline/network.ts';
import type { Registry } from '../pipeline/registry.ts';
import type { CounterValue } from '../pipeline/self-telemetry.ts';
import { MemoryFiles } from './memory-files.ts';
import { VirtualNetwork } from './virtual-network.ts';

export interface InProcessOptions {
  /** What `${env:NAME}` sees; empty by default. */
  readonly environment?: Environment;
  readonly clock?: Clock;
  readonly components?: Registry;
  /** Where receivers listen besides `request`: real sockets under Node. None by default. */
  readonly network?: Network;
  /** The ports of this and other collectors, which reach each other; by default a collector is alone. */
  readonly machine?: VirtualNetwork;
  readonly files?: Files;
  readonly random?: () => number;
}

/** A collector in this process: in Node, in tests, and inside the worker of a page. */
export class InProcessCollector implements HostedCollector {
  readonly #options: InProcessOptions;
  #network: VirtualNetwork;
  /** Ports of this collector, among those of its network. */
  readonly #ports = new Set<number>();
  #collector: Collector | undefined;
  #running = false;
  /** Starts and shutdowns happen one after the other. */
  #turn: Promise<unknown> = Promise.resolve();
  #events: CollectorEvents | undefined;
  #disposed = false;

  constructor(options: InProcessOptions = {}) {
    this.#options = options;
    this.#network = options.machine ?? new VirtualNetwork();
  }

  start(config: string, events: CollectorEvents, options: StartOptions = {}): Promise<CollectorStart> {
    return this.#inTurn(async () => {
      if (this.#disposed) throw new Error('The collector was disposed of and can’t be started again');
      await this.#stop();
      this.#collector = undefined;
      this.#events = events;
      this.#network = this.#options.machine ?? new VirtualNetwork();
      this.#ports.clear();
      let featureGates: FeatureGates;
      try {
        featureGates = parseFeatureGates(options.featureGates ?? []);
      } catch (error) {
        if (!(error instanceof FeatureGateError)) throw error;
        return { ok: false, errors: [{ message: error.message }] };
      }
      const outer: Network = this.#options.network ?? this.#network;
      const outcome = await Collector.start(config, {
        components: this.#options.components ?? components,
        clock: this.#options.clock ?? systemClock,
        environment: { ...this.#options.environment, ...options.environment },
        featureGates,
        network: {
          listen: (endpoint, handler, options) => this.#listen(endpoint, handler, options),
          listenGrpc: (endpoint, handler, options) => this.#listenGrpc(outer, endpoint, handler, options),
          request: (url, request, options) => outer.request(url, request, options),
          call: (target, call, options) => outer.call(target, call, options),
          lookup: (host) => outer.lookup(host),
        },
        files: this.#options.files ?? new MemoryFiles(),
        random: this.#options.random ?? Math.random,
        print: (line) => events.log(line),
        backends: {
          traces: (data) => events.traces(data),
          metrics: (data) => events.metrics?.(data),
          logs: (data) => events.logs?.(data),
          profiles: (data) => events.profiles?.(data),
        },
      });
      if (!outcome.ok) return { ok: false, errors: outcome.errors };
      this.#collector = outcome.collector;
      this.#running = true;
      return { ok: true, ports: [...this.#ports], warnings: outcome.warnings };
    });
  }

  request(port: number, request: HttpRequest): Promise<HttpResponse | undefined> {
    return this.#network.deliver(port, request);
  }

  /** Counters of the collector that runs or ran last; empty before the first start. */
  async status(): Promise<readonly ComponentStatus[]> {
    return this.#collector?.status() ?? [];
  }

  /** The collector's own counters ("otelcol_…"), for as long as `status` has any. */
  async counters(): Promise<readonly CounterValue[]> {
    return this.#collector?.counters() ?? [];
  }

  async setFaults(receiver: string, plan: FaultPlan | undefined): Promise<void> {
    if (!this.#running || this.#collector === undefined) throw new Error('no collector runs');
    this.#collector.setFaults(receiver, plan);
  }

  shutdown(): Promise<void> {
    return this.#inTurn(() => this.#stop());
  }

  dispose(): void {
    this.#disposed = true;
    void this.shutdown();
  }

  async #stop(): Promise<void> {
    if (!this.#running) return;
    this.#running = false;
    await this.#collector?.shutdown();
  }

  #inTurn<T>(action: () => Promise<T>): Promise<T> {
    const result = this.#turn.then(action);
    this.#turn = result.catch(() => undefined);
    return result;
  }

  /** Listens for `request`, and on the host's network under the same port where there is one. */
  async #listen(endpoint: Endpoint, handler: HttpHandler, options: ListenOptions): Promise<Listener> {
    const observed = this.#observed(handler);
    const outer = await this.#options.network?.listen(endpoint, observed, options);
    const port = endpoint.port === 0 && outer !== undefined ? outer.port : endpoint.port;
    const inner = await this.#network.listen({ ...endpoint, port }, observed);
    return this.#noted(outer === undefined ? [inner] : [outer, inner]);
  }

  async #listenGrpc(
    outer: Network,
    endpoint: Endpoint,
    handler: GrpcHandler,
    options: ListenOptions,
  ): Promise<Listener> {
    return this.#noted([await outer.listenGrpc(endpoint, handler, options)]);
  }

  /** One listener for those that listen on the same port; the first says where. */
  #noted(listeners: readonly Listener[]): Listener {
    const [{ address, port } = { address: '', port: 0 }] = listeners;
    this.#ports.add(port);
    return {
      address,
      port,
      close: async () => {
        this.#ports.delete(port);
        await Promise.all(listeners.map((listener) => listener.close()));
      },
    };
  }

  #observed(handler: HttpHandler): HttpHandler {
    return async (request) => {
      const response = await handler(request);
      const { method, path, body } = request;
      this.#events?.exchange?.({ method, path, status: response.status, requestBytes: body.length });
      return response;
    };
  }
}
