import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkoutTrace, type SpanSketch, sketchSpan } from '../span-fixture.ts';
import { buildTrace } from './build-trace.ts';
import { criticalPath, drawnPieces } from './critical-path.ts';

/** Pieces of each span as `[from, to]` in ms, earliest first. */
function pathOf(sketches: readonly SpanSketch[]): Record<string, [number, number][]> {
  const model = buildTrace(sketches.map(sketchSpan));
  const path = criticalPath(model);
  const pieces: Record<string, [number, number][]> = {};
  for (let row = 0; row < model.size; row++) {
    const own: [number, number][] = [];
    for (let at = path.first[row]!; at < path.first[row + 1]!; at++)
      own.unshift([path.from[at]!, path.to[at]!]);
    if (own.length > 0) pieces[model.spanIds[row]!] = own;
  }
  return pieces;
}

const root = { id: 'root', from: 0, to: 100 };
const child = (id: string, from: number, to: number, parent = 'root') => ({ id, parent, from, to });

describe('the critical path', () => {
  it('is the span itself when it has no children', () => {
    expect(pathOf([root])).toEqual({ root: [[0, 100]] });
  });

  it('goes through children one after the other, the gaps belong to the parent', () => {
    expect(pathOf([root, child('a', 10, 40), child('b', 40, 70)])).toEqual({
      root: [
        [0, 10],
        [70, 100],
      ],
      a: [[10, 40]],
      b: [[40, 70]],
    });
  });

  it('goes through the last to finish of parallel children', () => {
    expect(pathOf([root, child('short', 10, 40), child('long', 10, 90)])).toEqual({
      root: [
        [0, 10],
        [90, 100],
      ],
      long: [[10, 90]],
    });
  });

  it('leaves out a child that still ran when the next on the path had started', () => {
    expect(
      pathOf([root, child('before', 0, 20), child('overlapping', 10, 50), child('last', 30, 100)]),
    ).toEqual({
      root: [[20, 30]],
      before: [[0, 20]],
      last: [[30, 100]],
    });
  });

  it('counts a child that outlives its parent up to the end of the parent, and its children too', () => {
    expect(
      pathOf([
        root,
        child('call', 10, 50),
        child('server', 20, 90, 'call'),
        child('inner', 30, 80, 'server'),
      ]),
    ).toEqual({
      root: [
        [0, 10],
        [50, 100],
      ],
      call: [[10, 20]],
      server: [[20, 30]],
      inner: [[30, 50]],
    });
  });

  it('does not wait for a child that starts after its parent has ended', () => {
    expect(pathOf([{ ...root, to: 50 }, child('later', 60, 100)])).toEqual({ root: [[0, 50]] });
  });

  it('counts a child with a clock that is slow from the start of the parent', () => {
    expect(pathOf([{ ...root, from: 20 }, child('skewed', 0, 60)])).toEqual({
      root: [[60, 100]],
      skewed: [[20, 60]],
    });
  });

  it('takes the longer of two children that end together', () => {
    expect(pathOf([root, child('short', 80, 100), child('long', 0, 100)])).toEqual({ long: [[0, 100]] });
  });

  it('passes through a missing span without drawing on it', () => {
    expect(pathOf([child('a', 0, 40, 'gone'), child('b', 60, 100, 'gone')])).toEqual({
      a: [[0, 40]],
      b: [[60, 100]],
    });
  });

  it('knows how long it goes through a span or what is below it', () => {
    const model = buildTrace(checkoutTrace());
    const path = criticalPath(model);
    const failed = model.rowOfSpan.get('c3f1209be7754db7')!;
    expect(path.onPathMs[failed]).toBe(504);
    expect(path.onPathMs[model.rowOfSpan.get('c3f1209be7754db4')!]).toBe(0);
  });

  it('leaves out pieces too small to see, unless they are the only one', () => {
    const model = buildTrace([root, child('a', 0, 99.5), child('b', 0.1, 0.2, 'a')].map(sketchSpan));
    const path = criticalPath(model);
    expect(drawnPieces(path, 0, 100)).toEqual([{ from: 99.5, to: 100 }]);
    expect(drawnPieces(path, 1, 100)).toEqual([{ from: 0.2, to: 99.5 }]);
    expect(drawnPieces(path, 2, 100)).toEqual([{ from: 0.1, to: 0.2 }]);
  });

  it('covers the whole of a single root exactly once, for any children', () => {
    const children = fc.array(
      fc.record({
        parent: fc.integer({ min: 0, max: 20 }),
        from: fc.integer({ min: 0, max: 90 }),
        length: fc.integer({ min: 0, max: 60 }),
      }),
      { maxLength: 20 },
    );
    fc.assert(
      fc.property(children, (sketches) => {
        const spans = sketches.map(({ parent, from, length }, index) =>
          child(
            `s${index}`,
            from,
            from + length,
            index === 0 ? 'root' : parent >= index ? 'root' : `s${parent}`,
          ),
        );
        const pieces = Object.values(pathOf([root, ...spans]))
          .flat()
          .sort(([a], [b]) => a - b);
        expect(pieces[0]![0]).toBe(0);
        expect(pieces.at(-1)![1]).toBe(100);
        for (let index = 1; index < pieces.length; index++)
          expect(pieces[index]![0]).toBe(pieces[index - 1]![1]);
      }),
    );
  });
});
