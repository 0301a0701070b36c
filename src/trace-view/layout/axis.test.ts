import fc from 'fast-check';
import { expect, it } from 'vitest';
import { axisFor } from './axis.ts';

const labels = (ms: number) => axisFor(ms).ticks.map((tick) => tick.label);

it('has round steps and starts at 0', () => {
  expect(labels(1284)).toEqual(['0', '200 ms', '400 ms', '600 ms', '800 ms', '1000 ms', '1200 ms']);
  expect(labels(184.2)).toEqual(['0', '50 ms', '100 ms', '150 ms']);
  expect(labels(0.0123)).toEqual(['0', '2 µs', '4 µs', '6 µs', '8 µs', '10 µs', '12 µs']);
  expect(labels(6100)).toEqual(['0', '1 s', '2 s', '3 s', '4 s', '5 s', '6 s']);
  expect(labels(400_000)).toEqual(['0', '1 min', '2 min', '3 min', '4 min', '5 min', '6 min']);
});

it('exists for a trace without length', () => {
  expect(labels(0)).toEqual(['0', '1 µs', '2 µs', '3 µs']);
});

it('labels a time as fine as it can be pointed at', () => {
  expect(axisFor(1284).label(812.4)).toBe('812 ms');
  expect(axisFor(6100).label(1234)).toBe('1.23 s');
});

it('covers any length with 4 to 7 equal divisions on 1-2-5 steps', () => {
  fc.assert(
    fc.property(fc.double({ min: 0, max: 1e15, noNaN: true }), (lengthMs) => {
      const axis = axisFor(lengthMs);
      expect(axis.divisions).toBeGreaterThanOrEqual(4);
      expect(axis.divisions).toBeLessThanOrEqual(7);
      expect(axis.ticks).toHaveLength(axis.divisions);
      expect(axis.lengthMs).toBeGreaterThanOrEqual(lengthMs);
      expect(axis.ticks[1]!.label).toMatch(/^[125]0* (ns|µs|ms|s|min)$/);
      axis.ticks.forEach((tick, index) => {
        expect(tick.at).toBeCloseTo(index / axis.divisions);
      });
    }),
  );
});
