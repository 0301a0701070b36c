import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { TracesData } from '../../../otlp/model.ts';
import { countSpans, spansOf } from '../../../otlp/spans.ts';
import { arbitraryLogs } from '../../../otlp/testing/arbitrary-logs.ts';
import { arbitraryMetrics } from '../../../otlp/testing/arbitrary-metrics.ts';
import { testTraces } from '../../testing/requests.ts';
import { signals } from '../signals.ts';
import { splitting } from './split-data.ts';

/** Resources with scopes of the given numbers of spans, numbered through. */
function traces(shape: readonly (readonly number[])[]): TracesData {
  let next = 1;
  return {
    resourceSpans: shape.map((scopes) => {
      const [resourceSpans] = testTraces(0).resourceSpans;
      const scopeSpans = scopes.flatMap((count) => {
        const [part] = testTraces(count, next).resourceSpans;
        next += count;
        return part!.scopeSpans;
      });
      return { ...resourceSpans!, scopeSpans };
    }),
  };
}

const numbers = (data: TracesData): number[] =>
  [...spansOf(data)].map(({ span }) => Number(span.attributes.get('number')));

test('takes exactly the first spans and leaves the rest, whatever the borders of resources and scopes', () => {
  const shape = fc.array(fc.array(fc.nat({ max: 5 }), { maxLength: 4 }), { maxLength: 5 });
  fc.assert(
    fc.property(shape, fc.integer({ min: 1, max: 30 }), (counts, size) => {
      const source = traces(counts);
      const all = numbers(source);
      const taken = splitting.traces.take(size, source);
      expect(numbers(taken)).toEqual(all.slice(0, size));
      expect(numbers(source)).toEqual(all.slice(size));
    }),
  );
});

test('what is divided shares nothing that a processor may change', () => {
  const source = traces([[4]]);
  const taken = splitting.traces.take(2, source);
  taken.resourceSpans[0]!.resource.attributes.set('changed', true);
  taken.resourceSpans[0]!.scopeSpans[0]!.scope.attributes.set('changed', true);
  expect(source.resourceSpans[0]!.resource.attributes.has('changed')).toBe(false);
  expect(source.resourceSpans[0]!.scopeSpans[0]!.scope.attributes.has('changed')).toBe(false);
  expect([countSpans(taken), countSpans(source)]).toEqual([2, 2]);
});

test.each([
  ['metrics', arbitraryMetrics],
  ['logs', arbitraryLogs],
] as const)('%s are divided so that no item is lost and none is there twice', (signal, arbitrary) => {
  const { count } = signals[signal];
  fc.assert(
    fc.property(arbitrary as fc.Arbitrary<never>, fc.integer({ min: 1, max: 10 }), (source, size) => {
      const total = count(source);
      const times = timesOf(source);
      const taken = splitting[signal].take(size, source);
      expect(count(taken as never)).toBe(Math.min(size, total));
      expect(count(source)).toBe(total - Math.min(size, total));
      expect([...timesOf(taken), ...timesOf(source)]).toEqual(times);
    }),
  );
});

/** The times of all items, in order: they tell the items apart well enough. */
function timesOf(value: unknown): bigint[] {
  if (Array.isArray(value)) return value.flatMap(timesOf);
  if (typeof value !== 'object' || value === null || value instanceof Map) return [];
  return Object.entries(value).flatMap(([key, inner]) =>
    key === 'timeUnixNano' ? [inner as bigint] : key === 'exemplars' ? [] : timesOf(inner),
  );
}
