import fc from 'fast-check';
import { CONTENT_TYPES, type Encoding } from '../../../../../otlp/encoding.ts';
import { encodeRequest } from '../../../../../otlp/export-request.ts';
import { arbitraryLogs } from '../../../../../otlp/testing/arbitrary-logs.ts';
import { arbitraryMetrics } from '../../../../../otlp/testing/arbitrary-metrics.ts';
import { arbitraryProfiles } from '../../../../../otlp/testing/arbitrary-profiles.ts';
import { arbitraryTraces } from '../../../../../otlp/testing/arbitrary-traces.ts';
import type { HttpRequest } from '../../../../http.ts';
import type { CarriedSignal, SignalData } from '../../../../pipeline/consumer.ts';
import { signals } from '../../../../pipeline/signals.ts';

export const SIGNALS: readonly CarriedSignal[] = ['traces', 'metrics', 'logs', 'profiles'];

export const PATHS: { readonly [S in CarriedSignal]: string } = {
  traces: '/v1/traces',
  metrics: '/v1/metrics',
  logs: '/v1/logs',
  profiles: '/v1development/profiles',
};

const arbitraries: { readonly [S in CarriedSignal]: fc.Arbitrary<SignalData[S]> } = {
  traces: arbitraryTraces,
  metrics: arbitraryMetrics,
  logs: arbitraryLogs,
  profiles: arbitraryProfiles,
};

/** Data of a signal, the same each time, with at least one item. */
export function sampleData<S extends CarriedSignal>(signal: S): SignalData[S] {
  const samples = fc.sample(arbitraries[signal], { numRuns: 200, seed: 7 }) as SignalData[S][];
  const data = samples.find((sample) => signals[signal].count(sample) > 1);
  if (data === undefined) throw new Error(`no sample of ${signal} has items`);
  return data;
}

/** A request as an exporter sends it. */
export function requestOf(signal: CarriedSignal, encoding: Encoding): HttpRequest {
  return {
    method: 'POST',
    path: PATHS[signal],
    headers: { 'content-type': CONTENT_TYPES[encoding] },
    body: encodeRequest(signal, sampleData(signal), encoding),
  };
}
