import { goQuote, goQuoteAscii, goQuoteBytes } from '../../syntax/go-quote.ts';
import { decodeUtf8, runesOf } from '../go-utf8.ts';
import { type Directive, padded, truncated } from './directive.ts';

const encoder = new TextEncoder();

/** A string for a verb; `undefined` for a verb strings don't have. */
export function formatText(directive: Directive, text: string, verb: string): string | undefined {
  switch (verb) {
    case 'v':
      return directive.sharpV ? quoted(directive, text) : padded(directive, truncated(directive, text));
    case 's':
      return padded(directive, truncated(directive, text));
    case 'x':
    case 'X':
      return hex(directive, encoder.encode(text), verb);
    case 'q':
      return quoted(directive, text);
    default:
      return undefined;
  }
}

/** Bytes for one of the verbs that take them for a text; `undefined` for the others, which take them for a list. */
export function formatBytes(directive: Directive, bytes: Uint8Array, verb: string): string | undefined {
  switch (verb) {
    case 's':
      return padded(directive, truncated(directive, decodeUtf8(bytes)));
    case 'x':
    case 'X':
      return hex(directive, bytes, verb);
    case 'q':
      return quotedBytes(directive, bytes);
    default:
      return undefined;
  }
}

function quoted(directive: Directive, text: string): string {
  const shown = truncated(directive, text);
  if (directive.sharp && canBackquote(shown)) return padded(directive, `\`${shown}\``);
  return padded(directive, directive.plus ? goQuoteAscii(shown) : goQuote(shown));
}

function quotedBytes(directive: Directive, bytes: Uint8Array): string {
  const runes = runesOf(bytes).slice(0, directive.precision);
  const isText = runes.every((rune) => typeof rune === 'string');
  if (isText) return quoted(directive, runes.join(''));
  return padded(directive, goQuoteBytes(runes, directive.plus ? goQuoteAscii : goQuote));
}

/** Whether it can stand in backquotes as it is: one line, without control characters. */
function canBackquote(text: string): boolean {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
  return !/[\0-\x08\n-\x1f`\x7f\ufeff]/.test(text);
}

function hex(directive: Directive, bytes: Uint8Array, verb: 'x' | 'X'): string {
  const { precision, space, sharp } = directive;
  const mark = sharp ? `0${verb}` : '';
  let text = '';
  for (const byte of bytes.subarray(0, precision)) {
    const digits = byte.toString(16).padStart(2, '0');
    const separator = text === '' ? mark : space ? ` ${mark}` : '';
    text += separator + (verb === 'X' ? digits.toUpperCase() : digits);
  }
  return padded(directive, text);
}
