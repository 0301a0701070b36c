/**
 * Strings whose every character is a byte of UTF-8. Go takes URLs apart by bytes, and what "%ff" stands for is no
 * character.
 */
import { goQuoteBytes } from '../syntax/go-quote.ts';
import { decodeUtf8 } from './go-utf8.ts';

export type ByteString = string;

const encoder = new TextEncoder();
const ASCII = /^[\0-\x7f]*$/;

export function toByteString(text: string): ByteString {
  if (ASCII.test(text)) return text;
  let bytes = '';
  for (const byte of encoder.encode(text)) bytes += String.fromCharCode(byte);
  return bytes;
}

/** The text; bytes that are no UTF-8 become U+FFFD. */
export function fromByteString(bytes: ByteString): string {
  return ASCII.test(bytes) ? bytes : decodeUtf8(asBytes(bytes));
}

/** As Go's `%q` prints it. */
export function quoteByteString(bytes: ByteString): string {
  return goQuoteBytes(asBytes(bytes));
}

function asBytes(bytes: ByteString): Uint8Array {
  return Uint8Array.from(bytes, (char) => char.charCodeAt(0));
}
