/**
 * Times in other languages: their names of months, days and halves of the day are put into English before the text is
 * read by a layout. As in the collector this goes along text and layout byte by byte, and so doesn't get over other
 * characters beyond ASCII in a format. The names are those Intl has.
 */
import { OttlError } from '../ottl-error.ts';
import { DAYS, MONTHS, shortNames } from './go-layout.ts';
import { type LocaleNames, localeNames } from './locale-names.ts';
import { TimeParseError } from './time-parse-error.ts';

/** Throws OttlError for a language whose names aren't known. */
export function checkLocale(locale: string): void {
  if (localeNames(locale) !== undefined) return;
  throw new OttlError(`unsupported locale '${locale}', value must be a supported BCP 47 language tag`);
}

/** The text has no name of the language where the layout wants one. */
class LayoutMismatch extends TimeParseError {
  constructor(value: string, layoutElement: string) {
    super('', value, layoutElement, 'unknown');
  }

  override get message(): string {
    return `value "${this.value}" does not match the layout element "${this.layoutElement}"`;
  }
}

const ENGLISH: Readonly<
  Record<string, { readonly names: readonly string[]; readonly of: keyof LocaleNames }>
> = {
  January: { names: MONTHS, of: 'longMonths' },
  Jan: { names: shortNames(MONTHS), of: 'shortMonths' },
  Monday: { names: DAYS, of: 'longDays' },
  Mon: { names: shortNames(DAYS), of: 'shortDays' },
  PM: { names: ['AM', 'PM'], of: 'halves' },
  pm: { names: ['am', 'pm'], of: 'halves' },
};

const NAMED = /^(?:January|Jan(?![a-z])|Monday|Mon(?![a-z])|PM|pm)/;

/** The text with English names. Throws TimeParseError. */
export function translateTime(layout: string, text: string, locale: string): string {
  const names = localeNames(locale);
  if (names === undefined) return text;
  const pattern = toBytes(layout);
  const value = toBytes(text);
  let out = '';
  let at = 0;
  for (let position = 0; position < pattern.length; ) {
    const element = NAMED.exec(pattern.slice(position))?.[0];
    const english = element === undefined ? undefined : ENGLISH[element];
    if (element !== undefined && english !== undefined) {
      const spaces = spacesAt(value, at);
      const found = findName(value, at + spaces.length, names[english.of]);
      if (found === undefined) throw new LayoutMismatch(text, element);
      out += spaces + (english.names[found.index] ?? '');
      at += spaces.length + found.length;
      position += element.length;
    } else if (/[345]/.test(pattern.charAt(position)) && pattern.charAt(position - 1) !== '0') {
      const digits = /^\s*\d\d?/.exec(value.slice(at))?.[0];
      if (digits === undefined) throw new LayoutMismatch(text, pattern.charAt(position));
      out += digits;
      at += digits.length;
      position += 1;
    } else {
      const written = toBytes(value.charAt(at));
      out += written;
      at += written.length;
      position += 1;
    }
  }
  return fromBytes(out + value.slice(at));
}

function spacesAt(value: string, at: number): string {
  return /^[\t-\r \x85\xa0]*/.exec(value.slice(at))?.[0] ?? '';
}

/** The longest of the names the text goes on with, without regard to case. */
function findName(
  value: string,
  at: number,
  names: readonly (readonly string[])[],
): { readonly index: number; readonly length: number } | undefined {
  let best: { index: number; length: number } | undefined;
  names.forEach((forms, index) => {
    for (const form of forms) {
      const { length } = toBytes(form);
      if (length === 0 || (best !== undefined && length <= best.length)) continue;
      const candidate = fromBytes(value.slice(at, at + length));
      if (candidate.toLowerCase() === form.toLowerCase()) best = { index, length };
    }
  });
  return best;
}

/** A text as its UTF-8, a character for each byte. */
function toBytes(text: string): string {
  let bytes = '';
  for (const byte of new TextEncoder().encode(text)) bytes += String.fromCharCode(byte);
  return bytes;
}

function fromBytes(bytes: string): string {
  return new TextDecoder().decode(Uint8Array.from(bytes, (byte) => byte.charCodeAt(0)));
}
