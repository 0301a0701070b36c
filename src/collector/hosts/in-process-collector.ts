import { components } from '../components/components.ts';
import type { Environment } from '../config/expand-env.ts';
import type {
  CollectorEvents,
  CollectorStart,
  ComponentStatus,
  HostedCollector,
} from '../hosted-collector.ts';
import type { HttpHandler, HttpRequest, HttpResponse } from '../http.ts';
import { type Clock, systemClock } from '../pipeline/clock.ts';
import { Collector } from '../pipeline/collector.ts';
import type { Files } from '../pipeline/files.ts';
import type { Endpoint, Listener, ListenOptions, Network } from '../pipeline/network.ts';
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
  readonly files?: Files;
  readonly random?: () => number;
}

/** A collector in this process: in Node, in tests, and inside the worker of a page. */
export class InProcessCollector implements HostedCollector {
  readonly #options: InProcessOptions;
  #network = new VirtualNetwork();
  #collector: Collector | undefined;
  #running = false;
  /** Starts and shutdowns happen one after the other. */
  #turn: Promise<unknown> = Promise.resolve();
  #events: CollectorEvents | undefined;
  #disposed = false;

  constructor(options: InProcessOptions = {}) {
    this.#options = options;
  }

  start(config: string, events: CollectorEvents): Promise<CollectorStart> {
    return this.#inTurn(async () => {
      if (this.#disposed) throw new Error('The collector was disposed of and can’t be started again');
      await this.#stop();
      this.#collector = undefined;
      this.#events = events;
      this.#network = new VirtualNetwork();
      const outer: Network = this.#options.network ?? this.#network;
      const outcome = await Collector.start(config, {
        components: this.#options.components ?? components,
        clock: this.#options.clock ?? systemClock,
        environment: this.#options.environment ?? {},
        network: {
          listen: (endpoint, handler, options) => this.#listen(endpoint, handler, options),
          listenGrpc: (endpoint, handler, options) => outer.listenGrpc(endpoint, handler, options),
          request: (url, request, options) => outer.request(url, request, options),
          call: (target, call, options) => outer.call(target, call, options),
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
      return { ok: true, ports: this.#network.ports(), warnings: outcome.warnings };
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
  counters(): readonly CounterValue[] {
    return this.#collector?.counters() ?? [];
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
    if (outer === undefined) return inner;
    return {
      address: outer.address,
      port: outer.port,
      close: async () => {
        await Promise.all([inner.close(), outer.close()]);
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
