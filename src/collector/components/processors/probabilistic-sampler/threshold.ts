/**
 * Sampling thresholds of 56 bits (OpenTelemetry "TraceState: Probability Sampling"): of 2^56 possible random values,
 * as many as the threshold says are rejected. Thresholds and random values are 14 hex digits here, which compare as
 * the numbers do, as every trace id has them in this form.
 */

export const THRESHOLD_DIGITS = 14;

export type Threshold = string;

/** An item is kept when its randomness isn't below the threshold. */
export type Randomness = string;

/** Kept by every threshold but NEVER. */
export const HIGHEST_RANDOMNESS: Randomness = 'ffffffffffffff';

export const ALWAYS: Threshold = '00000000000000';

/** Greater than any digits: 2^56, which rejects everything. */
export const NEVER: Threshold = 'never';

const TOTAL = 1n << 56n;

const HEX_BITS = 4;

/** The smallest probability there is a threshold for. */
export const MINIMUM_PROBABILITY = 2 ** -56;

/** How it is written: without the zeros at the end. NEVER isn't: nothing is left to write it to. */
export function thresholdText(threshold: Threshold): string {
  let end = THRESHOLD_DIGITS;
  while (end > 1 && threshold.charCodeAt(end - 1) === 48) end -= 1;
  return threshold.slice(0, end);
}

/** The part of what arrives that isn't rejected. */
export function probabilityOf(threshold: Threshold): number {
  return threshold === NEVER ? 0 : Number(TOTAL - BigInt(`0x${threshold}`)) / Number(TOTAL);
}

/**
 * The threshold for a probability, rounded to so many hex digits; `undefined` where there is none (below 2^-56, above
 * 1). Digits at the beginning that are 0 or f come on top, so that extreme probabilities are as exact.
 */
export function thresholdOfProbability(probability: number, precision: number): Threshold | undefined {
  if (!(probability >= MINIMUM_PROBABILITY && probability <= 1)) return undefined;
  if (probability === 1) return ALWAYS;
  const digits = Math.min(
    THRESHOLD_DIGITS,
    precision + Math.max(leadingDigits(probability), leadingDigits(1 - probability)),
  );
  const exact = TOTAL - BigInt(Math.round(probability * Number(TOTAL)));
  return thresholdOfNumber(rounded(exact, HEX_BITS * (THRESHOLD_DIGITS - digits)));
}

/** At most 2^56. */
export function thresholdOfNumber(value: bigint): Threshold {
  return value >= TOTAL ? NEVER : value.toString(16).padStart(THRESHOLD_DIGITS, '0');
}

/** To a multiple of 2^bits; in 64 bits, which a precision below 0 exceeds. */
function rounded(value: bigint, bits: number): bigint {
  if (bits === 0) return value;
  const half = BigInt.asUintN(64, 1n << BigInt(bits - 1));
  return BigInt.asUintN(64, (BigInt.asUintN(64, value + half) >> BigInt(bits)) << BigInt(bits));
}

/** How many hex digits of a fraction are 0. */
function leadingDigits(fraction: number): number {
  return Math.trunc(-exponentOf(fraction) / HEX_BITS);
}

/** The exponent of a double between 0 and 1 that is written as m × 2^exponent, with m from 0.5 up to 1. */
function exponentOf(value: number): number {
  let exponent = Math.ceil(Math.log2(value));
  // The logarithm is rounded.
  while (value >= 2 ** exponent) exponent += 1;
  while (value < 2 ** (exponent - 1)) exponent -= 1;
  return exponent;
}
