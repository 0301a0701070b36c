import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { TracesData } from '../../../../otlp/model.ts';
import { countSpans, spansOf } from '../../../../otlp/spans.ts';
import { testTraces } from '../../../testing/requests.ts';
import { splitTraces } from './split-traces.ts';

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
      const taken = splitTraces(size, source);
      expect(numbers(taken)).toEqual(all.slice(0, size));
      expect(numbers(source)).toEqual(all.slice(size));
    }),
  );
});

test('what is divided shares nothing that a processor may change', () => {
  const source = traces([[4]]);
  const taken = splitTraces(2, source);
  taken.resourceSpans[0]!.resource.attributes.set('changed', true);
  taken.resourceSpans[0]!.scopeSpans[0]!.scope.attributes.set('changed', true);
  expect(source.resourceSpans[0]!.resource.attributes.has('changed')).toBe(false);
  expect(source.resourceSpans[0]!.scopeSpans[0]!.scope.attributes.has('changed')).toBe(false);
  expect([countSpans(taken), countSpans(source)]).toEqual([2, 2]);
});
