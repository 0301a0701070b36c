import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { formatDuration, parseDuration } from './duration.ts';

describe('durations', () => {
  test.each([
    ['200ms', 200_000_000n],
    ['1m30s', 90_000_000_000n],
    ['1.5h', 5_400_000_000_000n],
    ['-1.5s', -1_500_000_000n],
    ['+5ns', 5n],
    ['.5s', 500_000_000n],
    ['1.s', 1_000_000_000n],
    ['3µs', 3_000n],
    ['3μs', 3_000n],
    ['3us', 3_000n],
    ['0', 0n],
    ['1h1m1s1ms1us1ns', 3_661_001_001_001n],
    ['0.0000000001s', 0n],
    ['-9223372036854775808ns', -(2n ** 63n)],
  ])('%s', (text, ns) => {
    expect(parseDuration(text)).toBe(ns);
  });

  test.each([
    ['', 'time: invalid duration'],
    ['abc', 'time: invalid duration'],
    ['.', 'time: invalid duration'],
    ['-', 'time: invalid duration'],
    ['5', 'time: missing unit in duration'],
    ['1s5', 'time: missing unit in duration'],
    ['1d', 'time: unknown unit'],
    ['9999999h', 'time: invalid duration'],
    ['9223372036854775808ns', 'time: invalid duration'],
    [`${'9'.repeat(100_000)}s`, 'time: invalid duration'],
  ])('%.20s is refused', (text, message) => {
    expect(() => parseDuration(text)).toThrow(message);
  });

  test.each([
    [0n, '0s'],
    [1n, '1ns'],
    [1_100n, '1.1µs'],
    [200_000_000n, '200ms'],
    [90_000_000_000n, '1m30s'],
    [3_600_000_000_000n, '1h0m0s'],
    [-1_500_000_000n, '-1.5s'],
  ])('%s ns is written %s', (ns, text) => {
    expect(formatDuration(ns)).toBe(text);
  });

  test('what is written is read back', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: -(2n ** 62n), max: 2n ** 62n }), (ns) => {
        expect(parseDuration(formatDuration(ns))).toBe(ns);
      }),
    );
  });
});
