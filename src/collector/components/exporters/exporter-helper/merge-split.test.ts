import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { cloneMessage } from '../../../../otlp/clone-message.ts';
import { encodeRequest, SIGNAL_TYPES, type SignalData } from '../../../../otlp/export-request.ts';
import { arbitraryLogs } from '../../../../otlp/testing/arbitrary-logs.ts';
import { arbitraryMetrics } from '../../../../otlp/testing/arbitrary-metrics.ts';
import { arbitraryTraces } from '../../../../otlp/testing/arbitrary-traces.ts';
import { emptyContext } from '../../../pipeline/consumer.ts';
import { signals } from '../../../pipeline/signals.ts';
import type { SplittableSignal } from '../../../pipeline/split/split-data.ts';
import { mergeSplit } from './merge-split.ts';
import { Request } from './request.ts';

/** That pieces hold all items of two requests and keep within a size, whatever the data. */
function checkPieces<S extends SplittableSignal>(signal: S, arbitrary: fc.Arbitrary<SignalData[S]>) {
  const { count } = signals[signal];
  const property = fc.property(
    fc.option(arbitrary, { nil: undefined }),
    arbitrary,
    fc.integer({ min: 1, max: 12 }),
    fc.integer({ min: 1, max: 2000 }),
    fc.boolean(),
    (first, second, maxItems, maxBytes, byBytes) => {
      const requestOf = (data: SignalData[S]) =>
        new Request(signal, cloneMessage(SIGNAL_TYPES[signal], data), emptyContext);
      const waiting = first === undefined ? undefined : requestOf(first);
      const total = count(second) + (first === undefined ? 0 : count(first));
      const { requests, error } = byBytes
        ? mergeSplit(waiting, requestOf(second), maxBytes, 'bytes')
        : mergeSplit(waiting, requestOf(second), maxItems, 'items');
      let items = 0;
      for (const request of requests) {
        expect(request.items).toBe(count(request.data));
        items += request.items;
        if (!byBytes) expect(request.items).toBeLessThanOrEqual(maxItems);
        else if (request !== requests.at(-1) || error === undefined) {
          expect(encodeRequest(signal, request.data, 'protobuf').length).toBeLessThanOrEqual(maxBytes);
        }
      }
      const dropped = Number(/dropping items: (\d+)/.exec(error?.message ?? '')?.[1] ?? 0);
      expect(items + dropped).toBe(total);
    },
  );
  fc.assert(property, { numRuns: 60 });
}

describe('joined and divided requests', () => {
  test('of spans lose nothing and keep the limit', () => checkPieces('traces', arbitraryTraces));
  test('of metrics lose nothing and keep the limit', () => checkPieces('metrics', arbitraryMetrics));
  test('of log records lose nothing and keep the limit', () => checkPieces('logs', arbitraryLogs));
});
