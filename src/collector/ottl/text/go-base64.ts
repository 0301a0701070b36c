import { encodeBase64 } from '../../../otlp/base64.ts';
import { OttlError } from '../ottl-error.ts';

/** The variants of Go's encoding/base64: with which alphabet, and whether with padding. */
export interface Base64Variant {
  readonly urlSafe: boolean;
  readonly padded: boolean;
}

/** By the names OTTL has for them. */
export const base64Variants: ReadonlyMap<string, Base64Variant> = new Map([
  ['base64', { urlSafe: false, padded: true }],
  ['base64-raw', { urlSafe: false, padded: false }],
  ['base64-url', { urlSafe: true, padded: true }],
  ['base64-raw-url', { urlSafe: true, padded: false }],
]);

export function toBase64(bytes: Uint8Array, { urlSafe, padded }: Base64Variant): string {
  let text = new TextDecoder().decode(encodeBase64(bytes));
  if (urlSafe) text = text.replaceAll('+', '-').replaceAll('/', '_');
  return padded ? text : text.replace(/=+$/, '');
}

const PADDING = 0x3d;

/** Reads base64 with Go's rules: line ends are skipped, padding must be as the variant says. Throws OttlError. */
export function fromBase64(source: Uint8Array, { urlSafe, padded }: Base64Variant): Uint8Array {
  const corrupt = (at: number) => new OttlError(`illegal base64 data at input byte ${at}`);
  const out: number[] = [];
  let digits: number[] = [];
  for (let at = 0; at < source.length; at += 1) {
    const byte = source[at] ?? 0;
    if (byte === 0x0a || byte === 0x0d) continue;
    if (byte === PADDING && padded) {
      const end = endOfPadding(source, at, digits.length, corrupt);
      if (end < source.length) throw corrupt(end);
      return Uint8Array.from([...out, ...bytesOf(digits)]);
    }
    const value = digitValue(byte, urlSafe);
    if (value === undefined) throw corrupt(at);
    digits.push(value);
    if (digits.length < 4) continue;
    out.push(...bytesOf(digits));
    digits = [];
  }
  if (digits.length === 1 || (digits.length > 0 && padded)) throw corrupt(source.length - digits.length);
  return Uint8Array.from([...out, ...bytesOf(digits)]);
}

/** Where the input goes on after the padding. */
function endOfPadding(
  source: Uint8Array,
  at: number,
  digits: number,
  corrupt: (at: number) => OttlError,
): number {
  if (digits < 2) throw corrupt(at);
  let next = at + 1;
  if (digits === 2) {
    next = afterLineEnds(source, next);
    if (next === source.length) throw corrupt(next);
    if (source[next] !== PADDING) throw corrupt(next - 1);
    next += 1;
  }
  return afterLineEnds(source, next);
}

function afterLineEnds(source: Uint8Array, from: number): number {
  let at = from;
  while (source[at] === 0x0a || source[at] === 0x0d) at += 1;
  return at;
}

/** The whole bytes in up to four digits of 6 bits. */
function bytesOf([a, b = 0, c, d]: readonly number[]): number[] {
  if (a === undefined) return [];
  const bytes = [(a << 2) | (b >> 4)];
  if (c !== undefined) bytes.push(((b & 15) << 4) | (c >> 2));
  if (c !== undefined && d !== undefined) bytes.push(((c & 3) << 6) | d);
  return bytes;
}

function digitValue(byte: number, urlSafe: boolean): number | undefined {
  if (byte >= 0x41 && byte <= 0x5a) return byte - 0x41;
  if (byte >= 0x61 && byte <= 0x7a) return byte - 0x47;
  if (byte >= 0x30 && byte <= 0x39) return byte + 4;
  if (byte === (urlSafe ? 0x2d : 0x2b)) return 62;
  return byte === (urlSafe ? 0x5f : 0x2f) ? 63 : undefined;
}
