import { bytesToHex } from '@noble/hashes/utils.js';
import { hexDigitValue } from '../../../../otlp/hex.ts';
import { arg, defineFunction, type OttlFunction } from '../../function.ts';
import { OttlError } from '../../ottl-error.ts';
import { type IdKind, OttlId } from '../../value.ts';

/** A converter that makes an id of its bytes, or of the bytes of its hex. */
function idFunction(name: IdKind, size: number): OttlFunction {
  return defineFunction({
    name,
    parameters: { target: arg.bytesLike },
    create: ({ target }) => {
      if (target.literal !== undefined) {
        const id = new OttlId(name, hexOf(name, size, target.literal.value));
        return () => id;
      }
      return (context) => new OttlId(name, hexOf(name, size, target.get(context)));
    },
  });
}

function hexOf(name: string, size: number, bytes: Uint8Array = new Uint8Array()): string {
  if (bytes.length === size) return bytesToHex(bytes);
  if (bytes.length !== 2 * size) {
    throw new OttlError(
      `${name}: could not decode ID: invalid length: expected ${size} or ${2 * size} bytes, got ${bytes.length}`,
    );
  }
  const bad = bytes.find((byte) => hexDigitValue(byte) === 255);
  if (bad === undefined) return String.fromCharCode(...bytes).toLowerCase();
  throw new OttlError(
    `${name}: could not decode ID: invalid hex: encoding/hex: invalid byte: ${runeText(bad)}`,
  );
}

/** As Go's `%#U` prints it: U+007A 'z'. */
function runeText(code: number): string {
  const text = `U+${code.toString(16).toUpperCase().padStart(4, '0')}`;
  const printable = (code >= 0x20 && code < 0x7f) || (code > 0xa0 && code !== 0xad);
  return printable ? `${text} '${String.fromCharCode(code)}'` : text;
}

export const ids = [idFunction('TraceID', 16), idFunction('SpanID', 8)];
