import type { Attributes } from '../../../../../../otlp/model.ts';
import { arg, defineFunction } from '../../../../../ottl/function.ts';
import { OttlError } from '../../../../../ottl/ottl-error.ts';
import { goQuote } from '../../../../../ottl/syntax/go-quote.ts';
import { type ByteString, fromByteString, toByteString } from '../../../../../ottl/text/byte-string.ts';

/** The fields behind the version, with the names they get. */
const HEADER = ['leef.vendor', 'leef.product.name', 'leef.product.version', 'leef.event.id'];

/** A message of the Log Event Extended Format, 1.0 or 2.0, as a map, with or without something before it. */
export const parseLeef = defineFunction({
  name: 'ParseLEEF',
  parameters: { target: arg.string },
  create:
    ({ target }) =>
    (context) => {
      const message = target.get(context);
      if (message === '') throw new OttlError('cannot parse empty LEEF message');
      // A delimiter is a byte, which may be one within a character.
      return parse(toByteString(message));
    },
});

function parse(message: ByteString): Attributes {
  const start = message.indexOf('LEEF:');
  if (start < 0) throw new OttlError("invalid LEEF message: 'LEEF:' not found");
  const [first = '', ...parts] = message.slice(start).split('|');
  if (parts.length === 0) throw new OttlError('invalid LEEF message: missing pipe delimiter in header');
  const version = first.slice('LEEF:'.length);
  if (version !== '1.0' && version !== '2.0') {
    throw new OttlError(`unsupported LEEF version: ${fromByteString(version)} (supported: 1.0, 2.0)`);
  }
  if (parts.length < HEADER.length) {
    throw new OttlError(
      `invalid LEEF ${version} header: expected at least 4 fields (vendor, product, version, eventID), got ${parts.length}`,
    );
  }
  const result: Attributes = new Map([['leef.version', version]]);
  HEADER.forEach((name, index) => {
    result.set(name, fromByteString(parts[index] ?? ''));
  });
  return result.set('leef.attributes', attributesOf(version, parts.slice(HEADER.length)));
}

/** In 2.0, a field before the attributes may say what stands between them; one with "=" is an attribute itself. */
function attributesOf(version: string, parts: readonly ByteString[]): Attributes {
  const [spec] = parts;
  if (version === '1.0' || spec === undefined || spec.includes('=')) return readPairs(parts.join('|'), '\t');
  return readPairs(parts.slice(1).join('|'), delimiterOf(spec));
}

function delimiterOf(spec: ByteString): ByteString {
  if (spec === '') return '\t';
  const failed = (reason: string) => new OttlError(`invalid LEEF 2.0 delimiter: ${reason}`);
  const quoted = goQuote(fromByteString(spec));
  if (!/^0x/i.test(spec)) {
    if (spec.length === 1) return spec;
    throw failed(`delimiter must be a single character or 0x-prefixed hex value, got ${quoted}`);
  }
  const digits = spec.slice(2);
  if (digits === '') throw failed('empty hex value');
  const wrong = [...digits].findIndex((digit) => !/[\da-f]/i.test(digit));
  // Go reads pairs: what is wrong in the last, single digit it sees first.
  if (wrong >= 0)
    throw failed(`invalid hex delimiter ${quoted}: encoding/hex: invalid byte: ${byteText(digits, wrong)}`);
  if (digits.length % 2 === 1)
    throw failed(`invalid hex delimiter ${quoted}: encoding/hex: odd length hex string`);
  if (digits.length !== 2) {
    throw failed(`hex delimiter must decode to a single byte, got ${digits.length / 2} bytes`);
  }
  return String.fromCharCode(Number.parseInt(digits, 16));
}

/** A byte as Go's `%#U` prints it. */
function byteText(bytes: ByteString, index: number): string {
  const code = bytes.charCodeAt(index);
  const isPrintable = (code >= 0x20 && code < 0x7f) || (code > 0xa0 && code !== 0xad);
  const shown = isPrintable ? ` '${String.fromCharCode(code)}'` : '';
  return `U+${code.toString(16).toUpperCase().padStart(4, '0')}${shown}`;
}

function readPairs(text: ByteString, delimiter: ByteString): Attributes {
  const result: Attributes = new Map();
  for (const pair of text.split(delimiter)) {
    const equals = pair.indexOf('=');
    if (equals > 0) result.set(fromByteString(pair.slice(0, equals)), fromByteString(pair.slice(equals + 1)));
  }
  return result;
}
