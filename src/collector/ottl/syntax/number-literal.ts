import { goQuote } from './go-quote.ts';

const MAX_INT64 = 2n ** 63n - 1n;

/** A row of digits as Go reads it with base 0: octal after a leading zero. Throws Error with Go's text. */
export function intLiteral(digits: string): bigint {
  const octal = digits.length > 1 && digits.startsWith('0');
  if (octal && /[89]/.test(digits)) throw intError(digits, 'invalid syntax');
  const value = BigInt(octal ? `0o${digits.slice(1)}` : digits);
  if (value > MAX_INT64) throw intError(digits, 'value out of range');
  return value;
}

/** Throws Error with Go's text. */
export function floatLiteral(text: string): number {
  const value = Number(text);
  if (!Number.isFinite(value)) {
    throw new Error(`failed to conform: strconv.ParseFloat: parsing ${goQuote(text)}: value out of range`);
  }
  return value;
}

/** "0x0a1b". Throws Error with the collector's text. */
export function bytesLiteral(text: string): Uint8Array {
  const digits = text.slice(2);
  if (digits.length % 2 !== 0) {
    throw new Error(
      `failed to capture: byte literals must have an even number of hexadecimal digits, but got ${text}: encoding/hex: odd length hex string`,
    );
  }
  const bytes = new Uint8Array(digits.length / 2);
  for (let index = 0; index < bytes.length; index += 1) {
    bytes[index] = Number.parseInt(digits.slice(2 * index, 2 * index + 2), 16);
  }
  return bytes;
}

function intError(digits: string, reason: string): Error {
  return new Error(`failed to conform: strconv.ParseInt: parsing ${goQuote(digits)}: ${reason}`);
}
