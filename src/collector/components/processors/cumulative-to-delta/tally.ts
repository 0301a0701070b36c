import type { SelfTelemetry } from '../../../pipeline/self-telemetry.ts';
import type { Fate } from './conversions.ts';
import type { MetricKind } from './metric-selection.ts';

const TYPES: Readonly<Record<MetricKind, string>> = {
  sum: 'sum',
  histogram: 'histogram',
  exponentialHistogram: 'exponential_histogram',
};

/** Counts what becomes of points of a kind, and adds it to the processor's counters at once. */
export class Tally {
  readonly #counts = new Map<Fate, number>();

  count(fate: Fate): void {
    this.#counts.set(fate, (this.#counts.get(fate) ?? 0) + 1);
  }

  addTo(telemetry: SelfTelemetry, kind: MetricKind): void {
    const name = 'otelcol_cumulativetodelta_datapoints';
    const type = { metric_type: TYPES[kind] };
    for (const [fate, count] of this.#counts) {
      if (fate === 'converted') telemetry.add(name, type, count);
      else if (fate === 'reset' || fate === 'initial' || fate === 'bucket_mismatch') {
        telemetry.add(`${name}_dropped`, { ...type, reason: fate }, count);
      }
    }
  }
}
