import { expect, it } from 'vitest';
import { type SpanSketch, sketchSpan } from '../span-fixture.ts';
import { buildTrace } from './build-trace.ts';
import { selfTimes } from './self-time.ts';

function selfTimeOfRoot(
  children: readonly Partial<SpanSketch>[],
  root: SpanSketch = { id: 'root', from: 10, to: 100 },
) {
  const spans = [root, ...children.map((each, index) => ({ id: `s${index}`, parent: 'root', ...each }))];
  return selfTimes(buildTrace(spans.map(sketchSpan)))[0];
}

it('is the whole duration without children', () => {
  expect(selfTimeOfRoot([])).toBe(90);
});

it('counts overlapping children once', () => {
  expect(
    selfTimeOfRoot([
      { from: 20, to: 60 },
      { from: 30, to: 40 },
      { from: 50, to: 70 },
    ]),
  ).toBe(40);
});

it('does not count what lies outside of the parent', () => {
  const early = sketchSpan({ id: 'early', parent: 'root', from: 0, to: 20 });
  const late = sketchSpan({ id: 'late', parent: 'root', from: 90, to: 200 });
  const model = buildTrace([sketchSpan({ id: 'root', from: 10, to: 100 }), early, late]);
  expect(selfTimes(model)[model.rowOfSpan.get('root') ?? -1]).toBe(70);
});

it('is not known for a span without end', () => {
  expect(selfTimeOfRoot([{ from: 20, to: 60 }], { id: 'root', from: 10 })).toBeNaN();
});
