import { OttlError } from '../ottl-error.ts';
import { goQuote } from '../syntax/go-quote.ts';

const MAX_INT64 = 2n ** 63n - 1n;
const BASES_BY_PREFIX: Readonly<Record<string, number>> = { b: 2, o: 8, x: 16 };

/** Go's strconv.ParseInt for 64 bits; base 0 goes by the prefix and allows underscores. Throws OttlError. */
export function goParseInt(text: string, base: bigint): bigint {
  const failed = (reason: string) => new OttlError(`strconv.ParseInt: parsing ${goQuote(text)}: ${reason}`);
  if (text === '') throw failed('invalid syntax');
  const negative = text.startsWith('-');
  const unsigned = negative || text.startsWith('+') ? text.slice(1) : text;
  if (unsigned === '') throw failed('invalid syntax');
  const { digits, radix } = base === 0n ? withPrefix(unsigned) : { digits: unsigned, radix: base };
  if (radix < 2n || radix > 36n) throw failed(`invalid base ${BigInt.asIntN(64, base)}`);
  if (digits === '') throw failed('invalid syntax');
  const value = magnitude(base === 0n ? digits.replaceAll('_', '') : digits, Number(radix), failed);
  if (base === 0n && !underscoresAreFine(unsigned)) throw failed('invalid syntax');
  const limit = negative ? MAX_INT64 + 1n : MAX_INT64;
  if (value > limit) throw failed('value out of range');
  return negative ? -value : value;
}

function withPrefix(text: string): { digits: string; radix: bigint } {
  if (!text.startsWith('0')) return { digits: text, radix: 10n };
  const base = BASES_BY_PREFIX[text.charAt(1).toLowerCase()];
  if (base !== undefined && text.length >= 3) return { digits: text.slice(2), radix: BigInt(base) };
  return { digits: text.slice(1) || '0', radix: 8n };
}

function magnitude(digits: string, radix: number, failed: (reason: string) => OttlError): bigint {
  let value = 0n;
  for (const digit of digits) {
    // parseInt alone would take "1x" for 1; a single character it takes whole or not at all.
    const number = /^[0-9a-z]$/i.test(digit) ? Number.parseInt(digit, radix) : Number.NaN;
    if (Number.isNaN(number)) throw failed('invalid syntax');
    // Go stops reading where the number has left 64 bits, whatever comes then.
    if (value > 2n ** 64n) throw failed('value out of range');
    value = value * BigInt(radix) + BigInt(number);
  }
  return value;
}

/** Underscores separate digits, or the prefix from the digits; never two together or one at an end. */
function underscoresAreFine(text: string): boolean {
  if (!text.includes('_')) return true;
  const prefixed = /^0[box]/i.test(text) ? text.slice(2) : `_${text}`;
  return /^(?:_?[0-9a-z])+$/i.test(prefixed) && !text.startsWith('_');
}
