import type { ComponentContext } from '../../../pipeline/component.ts';
import type { CarriedSignal, Consumer } from '../../../pipeline/consumer.ts';
import { SelfTelemetry } from '../../../pipeline/self-telemetry.ts';
import { createOtlpGrpcExporter } from '../otlp-grpc/otlp-grpc-exporter.ts';
import { Backend } from './backend.ts';
import type { LoadBalancingConfig } from './config.ts';
import { HashRing } from './hash-ring.ts';
import type { Resolver } from './resolver.ts';

const DEFAULT_PORT = 4317;

/** The backends there are at present, and which of them a key belongs to. */
export class Backends<S extends CarriedSignal> {
  readonly #signal: S;
  readonly #config: LoadBalancingConfig;
  readonly #context: ComponentContext;
  readonly #resolver: Resolver;
  readonly #leaving = new Set<Promise<void>>();
  #ring = new HashRing([]);
  #backends = new Map<string, Backend<S>>();

  constructor(signal: S, config: LoadBalancingConfig, context: ComponentContext, resolver: Resolver) {
    this.#signal = signal;
    this.#config = config;
    this.#context = context;
    this.#resolver = resolver;
  }

  async start(): Promise<void> {
    await this.#resolver.start((endpoints) => this.#update(endpoints));
  }

  async shutdown(): Promise<void> {
    await this.#resolver.shutdown();
    const all = [...this.#backends.values()];
    this.#ring = new HashRing([]);
    this.#backends = new Map();
    for (const backend of all) this.#leave(backend);
    await Promise.all(this.#leaving);
  }

  /** The backend for a key with this CRC-32. Throws where there is none. */
  at(hash: number): Backend<S> {
    const endpoint = this.#ring.endpointFor(hash);
    const backend = this.#backends.get(withPort(endpoint));
    if (backend === undefined) throw new Error(`couldn't find the exporter for the endpoint "${endpoint}"`);
    return backend;
  }

  async #update(endpoints: readonly string[]): Promise<void> {
    const ring = new HashRing(endpoints);
    if (ring.equals(this.#ring)) return;
    const next = new Map<string, Backend<S>>();
    for (const endpoint of new Set(endpoints.map(withPort))) {
      const backend = this.#backends.get(endpoint) ?? (await this.#join(endpoint));
      if (backend !== undefined) next.set(endpoint, backend);
    }
    const gone = [...this.#backends].filter(([endpoint]) => !next.has(endpoint));
    this.#ring = ring;
    this.#backends = next;
    for (const [, backend] of gone) this.#leave(backend);
  }

  async #join(endpoint: string): Promise<Backend<S> | undefined> {
    const { id, logger } = this.#context;
    const slash = id.indexOf('/');
    const context: ComponentContext = {
      ...this.#context,
      id: slash < 0 ? 'otlp_grpc' : `otlp_grpc${id.slice(slash)}`,
      // What these exporters count is not shown: the counters of this one are.
      telemetry: new SelfTelemetry(),
      logger: logger.with({ endpoint }),
    };
    const exporter = createOtlpGrpcExporter({ ...this.#config.protocol.otlp, endpoint }, context);
    const consumer = exporter[this.#signal] as Consumer<S> | undefined;
    if (consumer === undefined) throw new Error(`otlp_grpc doesn't take ${this.#signal}`);
    try {
      await exporter.start?.();
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      logger.log('error', 'failed to start new exporter for endpoint', { endpoint, error: reason });
      return undefined;
    }
    return new Backend(endpoint, this.#signal, exporter, consumer);
  }

  /** Nothing waits for those that go while others work on. */
  #leave(backend: Backend<S>): void {
    const leaving = backend.shutdown().catch((error: unknown) => {
      const reason = error instanceof Error ? error.message : String(error);
      this.#context.logger.log('error', 'An exporter failed to shut down', {
        endpoint: backend.endpoint,
        error: reason,
      });
    });
    this.#leaving.add(leaving);
    void leaving.finally(() => this.#leaving.delete(leaving));
  }
}

function withPort(endpoint: string): string {
  return endpoint.includes(':') ? endpoint : `${endpoint}:${DEFAULT_PORT}`;
}
