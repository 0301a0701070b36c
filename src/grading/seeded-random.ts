/**
 * Random numbers from a seed: the same seed draws the same inputs in every runtime and browser.
 *
 * The generator is sfc32 (Chris Doty-Humphrey's small fast counting generator, PractRand): 128 bits of state of which 32
 * count, so its period is at least 2^32. The seed, any number, is spread over the state by splitmix32, and the first
 * twelve outputs are thrown away. Integers are drawn by rejection, so that every value is equally likely.
 */
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

/** A function that returns the next 32 bits as an unsigned integer. */
function sfc32(seed: number): () => number {
  const bits = new DataView(new ArrayBuffer(8));
  bits.setFloat64(0, seed);
  const spread = splitmix32(bits.getUint32(0) ^ Math.imul(bits.getUint32(4), 0x9e3779b1));
  let a = spread();
  let b = spread();
  let c = spread();
  let counter = 1;
  const next = (): number => {
    const result = (a + b + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = ((c << 21) | (c >>> 11)) + result;
    c |= 0;
    return result >>> 0;
  };
  for (let round = 0; round < 12; round++) next();
  return next;
}

function splitmix32(seed: number): () => number {
  let state = seed | 0;
  return () => {
    state = (state + 0x9e3779b9) | 0;
    let mixed = state ^ (state >>> 16);
    mixed = Math.imul(mixed, 0x21f0aaad);
    mixed ^= mixed >>> 15;
    mixed = Math.imul(mixed, 0x735a2d97);
    return mixed ^ (mixed >>> 15);
  };
}
