import { OttlError } from '../ottl-error.ts';
import { goQuote } from '../syntax/go-quote.ts';

const DECIMAL = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/i;
const HEXADECIMAL = /^([+-]?)0x([0-9a-f]*)(?:\.([0-9a-f]*))?p([+-]?\d+)$/i;
/** Underscores between digits, or after the prefix: as in Go's literals. */
const UNDERSCORED = /^[+-]?(?:0x(?:[^_]|(?<=[\da-fx])_(?=[\da-f]))+|(?:[^_]|(?<=\d)_(?=\d))+)$/i;

/** Go's strconv.ParseFloat for 64 bits. Throws OttlError. */
export function goParseFloat(text: string): number {
  if (/^[+-]?inf(?:inity)?$/i.test(text)) {
    return text.startsWith('-') ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY;
  }
  if (/^nan$/i.test(text)) return Number.NaN;
  const digits = text.includes('_') && UNDERSCORED.test(text) ? text.replaceAll('_', '') : text;
  const value = DECIMAL.test(digits) ? Number(digits) : hexadecimal(digits);
  if (value === undefined) throw parseError(text, 'invalid syntax');
  if (!Number.isFinite(value)) throw parseError(text, 'value out of range');
  return value;
}

function parseError(text: string, reason: string): OttlError {
  return new OttlError(`strconv.ParseFloat: parsing ${goQuote(text)}: ${reason}`);
}

function hexadecimal(text: string): number | undefined {
  const match = HEXADECIMAL.exec(text);
  if (match === null) return undefined;
  const [, sign, whole = '', fraction = '', exponent] = match;
  if (whole + fraction === '') return undefined;
  const value = nearestDouble(BigInt(`0x${whole}${fraction}`), Number(exponent) - 4 * fraction.length);
  return sign === '-' ? -value : value;
}

/** The double next to mantissa × 2^exponent; of two that are as near, the even one. */
function nearestDouble(mantissa: bigint, exponent: number): number {
  if (mantissa === 0n) return 0;
  const length = mantissa.toString(2).length;
  // A double has 53 bits, and less where they would stand for less than 2^-1074.
  const kept = Math.min(53, length + exponent + 1074);
  if (kept < 0) return 0;
  const dropped = length - kept;
  if (dropped <= 0) return Number(mantissa) * 2 ** exponent;
  const half = 1n << BigInt(dropped - 1);
  const rest = BigInt.asUintN(dropped, mantissa);
  let bits = mantissa >> BigInt(dropped);
  if (rest > half || (rest === half && bits % 2n === 1n)) bits += 1n;
  return Number(bits) * 2 ** (exponent + dropped);
}
