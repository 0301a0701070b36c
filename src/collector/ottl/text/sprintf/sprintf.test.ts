import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { OttlDuration, OttlId, OttlTime, typedList, type Value } from '../../value.ts';
import { sprintf } from './sprintf.ts';

const value: fc.Arbitrary<Value> = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }),
  fc.double(),
  fc.boolean(),
  fc.constant(null),
  fc.uint8Array({ maxLength: 8 }),
  fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }).map((ns) => new OttlDuration(ns)),
  fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }).map((ns) => new OttlTime(ns)),
  fc.constantFrom(new OttlId('SpanID', ''), new Map([['a', 1n]]), ['x']),
  fc.array(fc.string(), { maxLength: 3 }).map((texts) => typedList('[]string', texts)),
);

describe('sprintf', () => {
  it('gives a text for any format and any values', () => {
    const piece = fc.oneof(
      fc.constantFrom(...'%%%%%%+-# 0123456789.*[]vTtbcdoOqxXUeEfFgGspwz!é'),
      fc.string({ unit: 'binary', maxLength: 2 }),
    );
    const format = fc.array(piece, { maxLength: 20 }).map((pieces) => pieces.join(''));
    fc.assert(
      // Widths of a million are right, and slow.
      fc.property(
        format.filter((text) => !/\d{5}/.test(text)),
        fc.array(value, { maxLength: 4 }),
        (text, values) => {
          expect(
            sprintf(
              text,
              values.filter((each) => typeof each !== 'bigint' || !text.includes('*')),
            ),
          ).toBeTypeOf('string');
        },
      ),
      { numRuns: 5000 },
    );
  });

  it('rounds as JavaScript does, but for halves', () => {
    // Odd multiples of 2^-40 have 40 decimal places, so that none is a half where it is cut.
    const number = fc.integer({ min: 0, max: 2 ** 49 }).map((half) => (2 * half + 1) / 2 ** 40);
    fc.assert(
      fc.property(number, fc.integer({ min: 0, max: 12 }), (given, digits) => {
        const exponential = given.toExponential(digits).replace(/e([+-])(\d)$/, 'e$10$2');
        expect(sprintf(`%.${digits}f`, [given])).toBe(given.toFixed(digits));
        expect(sprintf(`%.${digits}e`, [given])).toBe(exponential);
      }),
    );
    expect(sprintf('%.0f %.0f %.1f', [0.5, 1.5, 0.25])).toBe('0 2 0.2');
  });

  it('writes integers in the bases of its verbs', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }), (number) => {
        expect(sprintf('%d %x %o %b', [number, number, number, number])).toBe(
          [10, 16, 8, 2].map((base) => number.toString(base)).join(' '),
        );
      }),
    );
  });

  it('tells what is wrong with arguments in the text', () => {
    expect(sprintf('%d %s', ['x'])).toBe('%!d(string=x) %!s(MISSING)');
    expect(sprintf('%d', [1n, true, null])).toBe('1%!(EXTRA bool=true, <nil>)');
    expect(sprintf('%[3]d', [1n])).toBe('%!d(BADINDEX)');
    expect(sprintf('%*d', ['x', 1n])).toBe('%!(BADWIDTH)1');
  });
});
