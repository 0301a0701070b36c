import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { encodeRequest } from '../../otlp/export-request.ts';
import { arbitraryLogs } from '../../otlp/testing/arbitrary-logs.ts';
import { arbitraryMetrics } from '../../otlp/testing/arbitrary-metrics.ts';
import { arbitraryProfiles } from '../../otlp/testing/arbitrary-profiles.ts';
import { arbitraryTraces } from '../../otlp/testing/arbitrary-traces.ts';
import { testTraces } from '../testing/requests.ts';
import { approximateBytes } from './approximate-bytes.ts';
import type { CarriedSignal, SignalData } from './consumer.ts';

const arbitrary = {
  traces: arbitraryTraces,
  metrics: arbitraryMetrics,
  logs: arbitraryLogs,
  profiles: arbitraryProfiles,
} satisfies { [S in CarriedSignal]: fc.Arbitrary<SignalData[S]> };

const encodedBytes = <S extends CarriedSignal>(signal: S, data: SignalData[S]): number =>
  encodeRequest(signal, data, 'protobuf').length;

test('usual spans are counted to within a quarter', () => {
  const data = testTraces(100);
  const bytes = encodedBytes('traces', data);
  expect(approximateBytes('traces', data)).toBeGreaterThan(bytes * 0.75);
  expect(approximateBytes('traces', data)).toBeLessThan(bytes * 1.25);
});

test.each(['traces', 'metrics', 'logs', 'profiles'] as const)(
  'no %s take many times of what is counted',
  (signal) => {
    fc.assert(
      // A character takes up to three bytes, and what holds nothing takes some, too.
      fc.property(arbitrary[signal], (data) => {
        const allowance = 4 * approximateBytes(signal, data as never) + 4000;
        expect(encodedBytes(signal, data as never)).toBeLessThan(allowance);
      }),
      { numRuns: 100 },
    );
  },
);

const MEGABYTE = 'x'.repeat(1_000_000);

test.each<readonly [string, (data: SignalData['traces']) => void]>([
  ['an attribute', (data) => data.resourceSpans[0]!.scopeSpans[0]!.spans[0]!.attributes.set('a', MEGABYTE)],
  ['a key', (data) => data.resourceSpans[0]!.resource.attributes.set(MEGABYTE, true)],
  ['bytes in a list', (data) => data.resourceSpans[0]!.resource.attributes.set('a', [new Uint8Array(1e6)])],
  [
    'a map in a map',
    (data) =>
      data.resourceSpans[0]!.scopeSpans[0]!.scope.attributes.set(
        'a',
        new Map([['b', new Map([['c', MEGABYTE]])]]),
      ),
  ],
  [
    'a tracestate',
    (data) => {
      data.resourceSpans[0]!.scopeSpans[0]!.spans[0]!.traceState = MEGABYTE;
    },
  ],
])('a megabyte in %s is counted', (_, enlarge) => {
  const data = testTraces(1);
  enlarge(data);
  expect(approximateBytes('traces', data)).toBeGreaterThanOrEqual(1_000_000);
});
