import { prefixed } from '../../compile/key.ts';
import { arg, defineFunction } from '../../function.ts';
import { OttlError } from '../../ottl-error.ts';
import { base64Variants, fromBase64 } from '../../text/go-base64.ts';
import { goTypeOf, type Value } from '../../value.ts';
import { type TextDecode, textEncoding } from './text-encodings.ts';

const encoder = new TextEncoder();
const decoder = new TextDecoder('utf-8', { ignoreBOM: true });

/**
 * A text from base64, or from bytes of a character encoding. Bytes that make no UTF-8 become U+FFFD: unlike Go's,
 * strings here can't hold them.
 */
export const decode = defineFunction({
  name: 'Decode',
  parameters: { target: arg.any, encoding: arg.string },
  create: ({ target, encoding }) => {
    const fixed = encoding.literal === undefined ? undefined : decoderFor(encoding.literal.value);
    return (context) => {
      const value = target.get(context);
      const read = fixed ?? decoderFor(encoding.get(context));
      return read(bytesOf(value));
    };
  },
});

function bytesOf(value: Value): Uint8Array {
  if (typeof value === 'string') return encoder.encode(value);
  if (value instanceof Uint8Array) return value;
  throw new OttlError(`unsupported type provided to Decode function: ${goTypeOf(value)}`);
}

function decoderFor(name: string): TextDecode {
  const variant = base64Variants.get(name);
  if (variant === undefined) return textEncoding(name);
  return (bytes) => {
    try {
      return decoder.decode(fromBase64(bytes, variant));
    } catch (error) {
      throw prefixed('could not decode: ', error);
    }
  };
}
