import type { ClockReading } from './civil-time.ts';
import { DAYS, MONTHS, nextChunk, shortNames } from './go-layout.ts';

type Writable<T> = { -readonly [K in keyof T]: T[K] };

/** What has been read of a time so far. */
export interface ParsedFields extends Writable<ClockReading> {
  half?: 'am' | 'pm';
  isUtc?: boolean;
  /** Seconds ahead of UTC. */
  offset?: number;
  zoneName?: string;
}

/** What is left of the text; with the name of a value that is out of range. */
export interface ElementRead {
  readonly rest: string;
  readonly outOfRange?: string | undefined;
}

const SHORT_MONTHS = shortNames(MONTHS);
const SHORT_DAYS = shortNames(DAYS);

/** Reads one element of a layout into the fields; `undefined` where the text doesn't fit. */
export function readElement(
  element: string,
  text: string,
  layoutRest: string,
  fields: ParsedFields,
): ElementRead | undefined {
  switch (element) {
    case '2006':
      return readDigits(text, /^\d{4}/, (year) => {
        fields.year = year;
      });
    case '06':
      return readDigits(text, /^\d\d/, (year) => {
        fields.year = year + (year >= 69 ? 1900 : 2000);
      });
    case 'January':
      return readName(text, MONTHS, fields);
    case 'Jan':
      return readName(text, SHORT_MONTHS, fields);
    case 'Monday':
      return readName(text, DAYS);
    case 'Mon':
      return readName(text, SHORT_DAYS);
    case '1':
    case '01':
      return readNumber(text, element, 'month', 1, 12, fields);
    case '2':
    case '02':
      return readNumber(text, element, 'day', 0, 99, fields);
    case '_2':
      return readNumber(text.replace(/^ /, ''), element, 'day', 0, 99, fields);
    case '15':
      return readNumber(text, '3', 'hour', 0, 23, fields);
    case '3':
    case '03':
      return readNumber(text, element, 'hour', 0, 12, fields);
    case '4':
    case '04':
      return readNumber(text, element, 'minute', 0, 59, fields);
    case '5':
    case '05':
      return readSecond(text, element, layoutRest, fields);
    case 'PM':
    case 'pm':
      return readHalf(text, element, fields);
    case 'MST':
      return readZoneName(text, fields);
    default:
      return /^[.,]/.test(element) ? readFraction(element, text, fields) : readOffset(element, text, fields);
  }
}

function readDigits(text: string, pattern: RegExp, set: (value: number) => void): ElementRead | undefined {
  const digits = pattern.exec(text)?.[0];
  if (digits === undefined) return undefined;
  set(Number(digits));
  return { rest: text.slice(digits.length) };
}

/** The names are compared without regard to case. */
function readName(text: string, names: readonly string[], fields?: ParsedFields): ElementRead | undefined {
  const lower = text.toLowerCase();
  const index = names.findIndex((name) => lower.startsWith(name.toLowerCase()));
  if (index < 0) return undefined;
  if (fields !== undefined) fields.month = index + 1;
  return { rest: text.slice(names[index]?.length) };
}

type NumberField = 'month' | 'day' | 'hour' | 'minute' | 'second';

/** One or two digits; two where the element has a 0 in front. */
function readNumber(
  text: string,
  element: string,
  field: NumberField,
  min: number,
  max: number,
  fields: ParsedFields,
): ElementRead | undefined {
  const digits = (element.startsWith('0') ? /^\d\d/ : /^\d\d?/).exec(text)?.[0];
  if (digits === undefined) return undefined;
  const value = Number(digits);
  fields[field] = value;
  return {
    rest: text.slice(digits.length),
    outOfRange: value < min || value > max ? field : undefined,
  };
}

/** A fraction is read with the seconds even where the layout has none. */
function readSecond(
  text: string,
  element: string,
  layoutRest: string,
  fields: ParsedFields,
): ElementRead | undefined {
  const read = readNumber(text, element, 'second', 0, 59, fields);
  if (read === undefined || read.outOfRange !== undefined) return read;
  const fraction = /^[.,]\d+/.exec(read.rest)?.[0];
  if (fraction === undefined || /^[.,]/.test(nextChunk(layoutRest).element)) return read;
  fields.nanosecond = nanosecondsOf(fraction);
  return { rest: read.rest.slice(fraction.length) };
}

/** ".5" is 500,000,000 ns; digits behind the ninth don't count. */
function nanosecondsOf(fraction: string): number {
  return Number(fraction.slice(1, 10).padEnd(9, '0'));
}

function readFraction(element: string, text: string, fields: ParsedFields): ElementRead | undefined {
  const isExact = element.charAt(1) === '0';
  const pattern = isExact ? new RegExp(`^[.,]\\d{${element.length - 1}}`) : /^[.,]\d+/;
  const fraction = pattern.exec(text)?.[0];
  // ".999" in a layout means that there may be a fraction.
  if (fraction === undefined) return isExact ? undefined : { rest: text };
  fields.nanosecond = nanosecondsOf(fraction);
  return { rest: text.slice(fraction.length) };
}

function readHalf(text: string, element: string, fields: ParsedFields): ElementRead | undefined {
  const half = text.slice(0, 2);
  const isPm = half === element;
  const isAm = half === (element === 'PM' ? 'AM' : 'am');
  if (!isPm && !isAm) return undefined;
  fields.half = isPm ? 'pm' : 'am';
  return { rest: text.slice(2) };
}

const OFFSETS: Readonly<Record<string, RegExp>> = {
  '07': /^(.)(..)/,
  '0700': /^(.)(..)(..)/,
  '07:00': /^(.)(..):(..)/,
  '070000': /^(.)(..)(..)(..)/,
  '07:00:00': /^(.)(..):(..):(..)/,
};

function readOffset(element: string, text: string, fields: ParsedFields): ElementRead | undefined {
  if (element.startsWith('Z') && text.startsWith('Z')) {
    fields.isUtc = true;
    return { rest: text.slice(1) };
  }
  const match = OFFSETS[element.slice(1)]?.exec(text);
  if (match === null || match === undefined) return undefined;
  const [whole, sign, ...parts] = match;
  const [hours = 0, minutes = 0, seconds = 0] = parts.map((part) =>
    /^\d\d$/.test(part) ? Number(part) : Number.NaN,
  );
  const rest = text.slice(whole.length);
  if (Number.isNaN(hours)) return undefined;
  if (hours > 24) return { rest, outOfRange: 'time zone offset hour' };
  if (minutes > 60) return { rest, outOfRange: 'time zone offset minute' };
  if (seconds > 60) return { rest, outOfRange: 'time zone offset second' };
  const offset = (hours * 60 + minutes) * 60 + seconds;
  if (Number.isNaN(offset) || (sign !== '+' && sign !== '-')) return undefined;
  fields.offset = sign === '-' ? -offset : offset;
  return { rest };
}

function readZoneName(text: string, fields: ParsedFields): ElementRead | undefined {
  if (text.startsWith('UTC')) {
    fields.isUtc = true;
    return { rest: text.slice(3) };
  }
  const length = zoneNameLength(text);
  if (length === 0) return undefined;
  fields.zoneName = text.slice(0, length);
  return { rest: text.slice(length) };
}

/** How much of the text looks like an abbreviation of a zone: three capitals, or up to five that end in T. */
function zoneNameLength(text: string): number {
  if (text.length < 3) return 0;
  if (/^(?:ChST|MeST)/.test(text)) return 4;
  if (text.startsWith('GMT')) return 3 + signedHourLength(text.slice(3));
  if (/^[+-]/.test(text)) return signedHourLength(text);
  const capitals = /^[A-Z]{0,6}/.exec(text)?.[0] ?? '';
  if (capitals.length === 3) return 3;
  if (capitals.length === 4) return capitals.endsWith('T') || capitals === 'WITA' ? 4 : 0;
  return capitals.length === 5 && capitals.endsWith('T') ? 5 : 0;
}

function signedHourLength(text: string): number {
  const match = /^[+-](\d+)/.exec(text);
  return match === null || Number(match[1]) > 23 ? 0 : match[0].length;
}
