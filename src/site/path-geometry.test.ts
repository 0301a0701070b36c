import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { pathBars, pathTicks } from './path-geometry.ts';

describe('a path as a waterfall', () => {
  it('starts each bar where the minutes before it end', () => {
    expect(pathBars([6, 5, 9])).toEqual([
      { x: 0, w: 30 },
      { x: 30, w: 25 },
      { x: 55, w: 45 },
    ]);
  });

  it('fills the whole width whatever the minutes are', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 60 }), { minLength: 1, maxLength: 40 }), (minutes) => {
        const bars = pathBars(minutes);
        const last = bars.at(-1);
        expect((last?.x ?? 0) + (last?.w ?? 0)).toBeCloseTo(100, 1);
        for (const [index, bar] of bars.entries()) {
          const before = bars[index - 1];
          if (before) expect(bar.x).toBeCloseTo(before.x + before.w, 1);
        }
      }),
    );
  });

  it('has no bars for no lessons, and does not divide by zero', () => {
    expect(pathBars([])).toEqual([]);
    expect(pathBars([0])).toEqual([{ x: 0, w: 0 }]);
  });

  it('has at most six gridlines, the first at 0', () => {
    expect(pathTicks(96)).toEqual({ step: 30, at: [0, 30, 60] });
    fc.assert(
      fc.property(fc.integer({ min: 10, max: 2000 }), (total) => {
        const { at } = pathTicks(total);
        expect(at[0]).toBe(0);
        expect(at.length).toBeLessThanOrEqual(6);
        expect(at.at(-1)).toBeLessThan(total);
      }),
    );
  });
});
