import fc from 'fast-check';
import { expect, it } from 'vitest';
import { formatDuration, formatMs, formatTimestamp } from './duration.ts';

it('shows one decimal below a second and two from a second, with the unit', () => {
  expect(formatDuration(0n)).toBe('0 ms');
  expect(formatDuration(850n)).toBe('850 ns');
  expect(formatDuration(12_345n)).toBe('12.3 µs');
  expect(formatDuration(27_000_000n)).toBe('27.0 ms');
  expect(formatDuration(1_284_000_000n)).toBe('1.28 s');
  expect(formatDuration(150_000_000_000n)).toBe('2.50 min');
  expect(formatDuration(-4_000_000n)).toBe('−4.0 ms');
  expect(formatMs(8.3)).toBe('8.3 ms');
});

it('moves to the next unit where rounding reaches it', () => {
  expect(formatDuration(999n)).toBe('999 ns');
  expect(formatDuration(999_949n)).toBe('999.9 µs');
  expect(formatDuration(999_950n)).toBe('1.0 ms');
  expect(formatDuration(999_950_000n)).toBe('1.00 s');
  expect(formatDuration(59_995_000_000n)).toBe('1.00 min');
});

it('never shows a figure of four digits below a minute', () => {
  fc.assert(
    fc.property(fc.bigInt({ min: 0n, max: 59_000_000_000n }), (ns) => {
      expect(formatDuration(ns)).toMatch(/^\d{1,3}(\.\d{1,2})? (ns|µs|ms|s)$/);
    }),
  );
});

it('keeps all nanoseconds of a time', () => {
  expect(formatTimestamp(1_783_930_323_123_456_789n)).toBe('2026-07-13T08:12:03.123456789Z');
  expect(formatTimestamp(0n)).toBe('–');
  expect(formatTimestamp(2n ** 64n - 1n)).toBe('2554-07-21T23:34:33.709551615Z');
});
