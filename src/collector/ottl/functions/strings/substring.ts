import { arg, defineFunction, optional } from '../../function.ts';
import { OttlError } from '../../ottl-error.ts';
import { decodeUtf8 } from '../../text/go-utf8.ts';

const encoder = new TextEncoder();
const ASCII = /^[\0-\x7f]*$/;

/**
 * A part of a text, by bytes of UTF-8. A character of several bytes can be cut, and is U+FFFD then; with `utf8_safe`
 * one that isn't there as a whole is left out.
 */
export const substring = defineFunction({
  name: 'Substring',
  parameters: { target: arg.string, start: arg.int, length: arg.int, utf8Safe: optional(arg.boolLiteral) },
  create:
    ({ target, start: startOf, length: lengthOf, utf8Safe = false }) =>
    (context) => {
      const start = startOf.get(context);
      if (start < 0n) {
        throw new OttlError(`invalid start for substring function, ${start} cannot be negative`);
      }
      const length = lengthOf.get(context);
      if (length <= 0n) {
        throw new OttlError(`invalid length for substring function, ${length} cannot be negative or zero`);
      }
      const text = target.get(context);
      // Of texts of ASCII, which most are, characters are bytes.
      const bytes = ASCII.test(text) ? undefined : encoder.encode(text);
      const size = bytes?.length ?? text.length;
      if (start + length > BigInt(size)) {
        throw new OttlError(
          `invalid range for substring function, start(${start})+length(${length}) cannot be greater than the length of target string(${size})`,
        );
      }
      const from = Number(start);
      const to = from + Number(length);
      if (bytes === undefined) return text.slice(from, to);
      return decodeUtf8(utf8Safe ? wholeCharacters(bytes, from, to) : bytes.subarray(from, to));
    },
});

function wholeCharacters(bytes: Uint8Array, from: number, to: number): Uint8Array {
  let start = from;
  let end = to;
  while (start < bytes.length && isWithin(bytes[start])) start += 1;
  while (start < end && isWithin(bytes[end])) end -= 1;
  return bytes.subarray(start, Math.max(start, end));
}

/** Whether a byte is not the first of a character. */
function isWithin(byte: number | undefined): boolean {
  return byte !== undefined && (byte & 0xc0) === 0x80;
}
