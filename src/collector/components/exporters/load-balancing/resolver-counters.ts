import type { SelfTelemetry } from '../../../pipeline/self-telemetry.ts';

/** What the collector counts of a resolver. */
export class ResolverCounters {
  readonly #telemetry: SelfTelemetry;
  readonly #resolver: string;
  #backends = 0;

  constructor(telemetry: SelfTelemetry, resolver: 'static' | 'dns') {
    this.#telemetry = telemetry;
    this.#resolver = resolver;
  }

  resolved(success: boolean): void {
    const attributes = { resolver: this.#resolver, success: String(success) };
    this.#telemetry.add('otelcol_loadbalancer_num_resolutions', attributes, 1);
  }

  updated(backends: number): void {
    const attributes = { resolver: this.#resolver };
    this.#backends = backends;
    this.#telemetry.observe('otelcol_loadbalancer_num_backends', attributes, () => this.#backends);
    this.#telemetry.add('otelcol_loadbalancer_num_backend_updates', attributes, 1);
  }
}
