/**
 * Random numbers from a seed: the same seed draws the same inputs in every runtime and browser. Integers are drawn by
 * rejection, so that every value is equally likely.
 */
import { sfc32 } from '../collector/pipeline/sfc32.ts';
import type { Random } from './lab.ts';

const WORDS = 2 ** 32;

export function seededRandom(seed: number): Random {
  const next = sfc32(seed);
  const integer = (min: number, max: number): number => {
    const range = max - min + 1;
    if (
      !Number.isSafeInteger(min) ||
      !Number.isSafeInteger(max) ||
      !Number.isSafeInteger(range) ||
      range < 1
    ) {
      throw new RangeError(`no integers to draw from ${min} to ${max}`);
    }
    return min + below(range, next);
  };
  return {
    integer,
    pick<T>(choices: readonly T[]): T {
      if (choices.length === 0) throw new RangeError('nothing to pick from');
      return choices[integer(0, choices.length - 1)] as T;
    },
    hex(digits: number): string {
      let text = '';
      while (text.length < digits) text += next().toString(16).padStart(8, '0');
      return text.slice(0, digits);
    },
  };
}

/** An integer in [0, range), range at most 2^53 - 1. */
function below(range: number, next: () => number): number {
  const wide = range > WORDS;
  const space = wide ? 2 ** 53 : WORDS;
  // The largest multiple of the range; a draw from the rest of the space would favour the low values.
  const limit = space - (space % range);
  for (;;) {
    const drawn = wide ? (next() & 0x1fffff) * WORDS + next() : next();
    if (drawn < limit) return drawn % range;
  }
}
