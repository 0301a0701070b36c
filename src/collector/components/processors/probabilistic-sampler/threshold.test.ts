import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  ALWAYS,
  MINIMUM_PROBABILITY,
  NEVER,
  probabilityOf,
  thresholdOfProbability,
  thresholdText,
} from './threshold.ts';

const probability = fc.oneof(
  fc.double({ min: MINIMUM_PROBABILITY, max: 1, noNaN: true }),
  // Near both ends.
  fc.integer({ min: 0, max: 56 }).map((exponent) => 2 ** -exponent),
  fc.integer({ min: 1, max: 50 }).map((exponent) => 1 - 2 ** -exponent),
);

describe('a threshold', () => {
  test.each([
    [1, 4, '0'],
    [0.5, 4, '8'],
    [1 / 3, 4, 'aaab'],
    [0.01, 4, 'fd70a'],
    [0.99, 4, '028f6'],
    [2 ** -56, 4, 'ffffffffffffff'],
  ])('of %f with %i digits is %s', (each, precision, text) => {
    expect(thresholdText(thresholdOfProbability(each, precision)!)).toBe(text);
  });

  test('that is written is none that rejects everything', () => {
    expect(NEVER > 'ffffffffffffff').toBe(true);
    expect(probabilityOf(NEVER)).toBe(0);
    expect(probabilityOf(ALWAYS)).toBe(1);
  });

  test.each([0, -0.1, 1.0001, 2 ** -57, Number.NaN, Number.POSITIVE_INFINITY])(
    'there is none for %f',
    (each) => {
      expect(thresholdOfProbability(each, 4)).toBeUndefined();
    },
  );

  test('stands for the probability it was made from, as exactly as the digits say', () => {
    fc.assert(
      fc.property(probability, fc.integer({ min: 1, max: 14 }), (each, precision) => {
        const threshold = thresholdOfProbability(each, precision)!;
        const back = probabilityOf(threshold);
        // A digit is lost to the rounding, and near 2^-56 there is no more than one step.
        const error = Math.max(
          16 ** (1 - precision) * Math.min(each, 1 - each),
          MINIMUM_PROBABILITY,
          2 ** -53 * each,
        );
        expect(Math.abs(back - each)).toBeLessThanOrEqual(error);
      }),
      { numRuns: 1000 },
    );
  });

  test('is higher the less is kept', () => {
    fc.assert(
      fc.property(probability, probability, (one, other) => {
        const [more, less] = one > other ? [one, other] : [other, one];
        expect(thresholdOfProbability(less, 14)! >= thresholdOfProbability(more, 14)!).toBe(true);
      }),
    );
  });
});
