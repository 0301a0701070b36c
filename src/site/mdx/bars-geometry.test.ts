import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type BarRow, place, serviceColors, span, ticks } from './bars-geometry.ts';

const row = (start: number, end: number, service = 'a'): BarRow => ({ service, start, end });

describe('the bars of a picture', () => {
  it('span from 0, or the earliest start before it, to the latest end', () => {
    expect(span([row(10, 20), row(5, 40)])).toEqual({ start: 0, end: 40 });
    expect(span([row(-5, 20)])).toEqual({ start: -5, end: 20 });
    expect(span([row(0, 0)])).toEqual({ start: 0, end: 1 });
  });

  it('are refused when there are none or one ends before it starts', () => {
    expect(() => span([])).toThrow('no rows');
    expect(() => span([row(5, 4)])).toThrow('ends (4) before it starts (5)');
  });

  it('lie in percent of the whole', () => {
    expect(place(10, 30, { start: 0, end: 40 })).toEqual({ x: 25, w: 50 });
  });

  it('have an axis of 3 to 8 divisions on 1-2-5 steps', () => {
    expect(ticks({ start: 0, end: 32.4 })).toEqual([0, 10, 20]);
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1_000_000 }), (end) => {
        const found = ticks({ start: 0, end });
        expect(found.length).toBeGreaterThanOrEqual(3);
        expect(found.length).toBeLessThanOrEqual(8);
      }),
    );
  });

  it('take colours by first appearance of their service; the seventh starts over', () => {
    const rows = ['b', 'a', 'b', 'c', 'd', 'e', 'f', 'g'].map((service) => row(0, 1, service));
    expect([...serviceColors(rows).entries()]).toEqual([
      ['b', 1],
      ['a', 2],
      ['c', 3],
      ['d', 4],
      ['e', 5],
      ['f', 6],
      ['g', 1],
    ]);
  });
});
