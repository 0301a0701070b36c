import { countDataPoints, countLogRecords, countSamples } from '../../otlp/items.ts';
import { countSpans } from '../../otlp/spans.ts';
import type { CarriedSignal, SignalData } from './consumer.ts';

/** What a pipeline has to know about the data of a signal. */
export interface SignalTraits<S extends CarriedSignal> {
  /** Items as the collector counts them: spans, data points, log records, samples. */
  count(data: SignalData[S]): number;
  /** What self-telemetry calls the items: "otelcol_receiver_accepted_spans". */
  readonly items: string;
}

export const signals: { readonly [S in CarriedSignal]: SignalTraits<S> } = {
  traces: { count: countSpans, items: 'spans' },
  metrics: { count: countDataPoints, items: 'metric_points' },
  logs: { count: countLogRecords, items: 'log_records' },
  profiles: { count: countSamples, items: 'profile_samples' },
};
