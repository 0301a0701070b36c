import type { ResourceSpans } from '../../../../otlp/model.ts';
import type { FeatureGates } from '../../../config/feature-gates.ts';
import type { Threshold } from '../probabilistic-sampler/threshold.ts';
import { cloneAroundSpans } from './clone-around-spans.ts';
import type { CachedDecision } from './decision-cache.ts';
import { writeEffectiveThreshold } from './effective-threshold.ts';
import type { Outbox } from './outbox.ts';
import { recordOnScopes } from './record-on-scopes.ts';
import type { SamplingTelemetry } from './sampling-telemetry.ts';

/** Where spans that are kept go out, marked with what feature gates ask for. */
export class TraceOutlet {
  readonly #outbox: Outbox;
  readonly #telemetry: SamplingTelemetry;
  readonly #recordsPolicy: boolean;
  readonly #writesThreshold: boolean;

  constructor(outbox: Outbox, telemetry: SamplingTelemetry, gates: FeatureGates) {
    this.#outbox = outbox;
    this.#telemetry = telemetry;
    this.#recordsPolicy = gates.has('processor.tailsamplingprocessor.recordpolicy');
    this.#writesThreshold = gates.has('processor.tailsamplingprocessor.usetracestate');
  }

  /** Says on spans which policy keeps them, and how much they count. */
  mark(batches: readonly ResourceSpans[], { policyName, threshold }: CachedDecision): void {
    if (this.#recordsPolicy) recordOnScopes(batches, 'tailsampling.policy', policyName);
    this.#writeThreshold(batches, threshold);
  }

  send(batches: readonly ResourceSpans[]): void {
    this.#outbox.push(cloneAroundSpans(batches));
  }

  /** Spans that come after their trace was decided, which is still known. */
  sendLate(spans: ResourceSpans, threshold: Threshold): void {
    this.#writeThreshold([spans], threshold);
    this.send([spans]);
  }

  /** Spans whose trace is remembered by the cache alone. */
  sendCached(spans: ResourceSpans, { policyName, threshold }: CachedDecision): void {
    if (this.#recordsPolicy) {
      if (policyName !== '') recordOnScopes([spans], 'tailsampling.policy', policyName);
      recordOnScopes([spans], 'tailsampling.cached_decision', true);
    }
    this.sendLate(spans, threshold);
  }

  #writeThreshold(batches: readonly ResourceSpans[], threshold: Threshold): void {
    if (!this.#writesThreshold) return;
    const unparsable = writeEffectiveThreshold(batches, threshold);
    if (unparsable > 0) this.#telemetry.unparsableTraceStates.add(unparsable);
  }
}
