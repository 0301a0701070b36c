import { goQuote } from '../../../ottl/syntax/go-quote.ts';
import { type Randomness, THRESHOLD_DIGITS, type Threshold } from './threshold.ts';

/** A value that was read, or why it can't be. */
export type Read<T> = { readonly value: T } | { readonly error: string };

const HEX = /^[0-9a-fA-F]+$/;

/** Reads a threshold as it is written: `th` of the tracestate, `sampling.threshold` of a log record. */
export function readThreshold(text: string): Read<Threshold> {
  if (text.length <= THRESHOLD_DIGITS && HEX.test(text)) {
    return { value: text.toLowerCase().padEnd(THRESHOLD_DIGITS, '0') };
  }
  if (text === '') return { error: 't-value is empty' };
  return byteLength(text) > THRESHOLD_DIGITS ? { error: 't-value exceeds 14 hex digits' } : notHex(text);
}

/** Reads 56 random bits: `rv` of the tracestate, `sampling.randomness` of a log record. */
export function readRandomness(text: string): Read<Randomness> {
  if (text.length === THRESHOLD_DIGITS && HEX.test(text)) return { value: text.toLowerCase() };
  return byteLength(text) === THRESHOLD_DIGITS ? notHex(text) : { error: 'r-value must have 14 hex digits' };
}

/** As UTF-8. */
export function byteLength(text: string): number {
  return new TextEncoder().encode(text).length;
}

function notHex(text: string): { readonly error: string } {
  return { error: `strconv.ParseUint: parsing ${goQuote(text)}: invalid syntax` };
}
