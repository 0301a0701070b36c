import { OttlTime, type TimeZone } from '../value.ts';
import { daysInMonth, nsInUtc } from './civil-time.ts';
import { nextChunk } from './go-layout.ts';
import { type ParsedFields, readElement } from './go-time-elements.ts';
import { TimeParseError, timeQuote } from './time-parse-error.ts';
import { fromLocal, offsetOfName, offsetSeconds, zoneName } from './time-zone.ts';

const SECOND = 1_000_000_000n;

/** A text as a time, by one of Go's layouts (time.ParseInLocation). Throws TimeParseError. */
export function parseGoTime(layout: string, text: string, zone: TimeZone): OttlTime {
  const fields: ParsedFields = { year: 0, month: 1, day: 1, hour: 0, minute: 0, second: 0, nanosecond: 0 };
  let rest = text;
  for (let chunk = nextChunk(layout); ; chunk = nextChunk(chunk.suffix)) {
    const { prefix, element, suffix } = chunk;
    const skipped = skip(rest, prefix);
    if (skipped.failed) throw new TimeParseError(layout, text, prefix, skipped.rest);
    rest = skipped.rest;
    if (element === '') {
      if (rest === '') break;
      throw new TimeParseError(layout, text, '', rest, `: extra text: ${timeQuote(rest)}`);
    }
    const read = readElement(element, rest, suffix, fields);
    if (read === undefined) throw new TimeParseError(layout, text, element, rest);
    if (read.outOfRange !== undefined) {
      throw new TimeParseError(layout, text, element, read.rest, `: ${read.outOfRange} out of range`);
    }
    rest = read.rest;
  }
  return assemble(fields, layout, text, zone);
}

/** The text behind the prefix. Runs of spaces in the prefix stand for any number of spaces. */
function skip(value: string, prefix: string): { rest: string; failed: boolean } {
  let rest = value;
  for (let at = 0; at < prefix.length; ) {
    if (prefix[at] === ' ') {
      if (rest !== '' && rest[0] !== ' ') return { rest, failed: true };
      while (prefix[at] === ' ') at += 1;
      rest = rest.replace(/^ +/, '');
    } else {
      if (rest === '' || rest[0] !== prefix[at]) return { rest, failed: true };
      at += 1;
      rest = rest.slice(1);
    }
  }
  return { rest, failed: false };
}

function assemble(fields: ParsedFields, layout: string, text: string, zone: TimeZone): OttlTime {
  const { half } = fields;
  if (half === 'pm' && fields.hour < 12) fields.hour += 12;
  else if (half === 'am' && fields.hour === 12) fields.hour = 0;
  if (fields.day < 1 || fields.day > daysInMonth(fields.year, fields.month)) {
    throw new TimeParseError(layout, text, '', '', ': day out of range');
  }
  const local = nsInUtc(fields);
  if (fields.isUtc === true) return new OttlTime(local);
  if (fields.offset !== undefined) return withOffset(local, fields.offset, fields.zoneName ?? '', zone);
  if (fields.zoneName !== undefined) return withZoneName(local, fields.zoneName, zone);
  return new OttlTime(fromLocal(local, zone), zone);
}

/** In the given zone where the offset is its own at the time. */
function withOffset(local: bigint, offset: number, name: string, zone: TimeZone): OttlTime {
  const time = new OttlTime(local - BigInt(offset) * SECOND, zone);
  const isOwn = offsetSeconds(time) === offset && (name === '' || zoneName(time) === name);
  return isOwn ? time : new OttlTime(time.ns, { offsetSeconds: offset, name });
}

/** A name the zone doesn't have becomes a zone without offset, unless it says one: "GMT+3". */
function withZoneName(local: bigint, name: string, zone: TimeZone): OttlTime {
  const known = offsetOfName(name, local, zone);
  if (known !== undefined) return new OttlTime(local - BigInt(known) * SECOND, zone);
  const offset = /^GMT[+-]\d+$/.test(name) ? Number(name.slice(3)) * 3600 : 0;
  // Go keeps what the clock shows for the time in UTC here, and doesn't shift it by the offset.
  return new OttlTime(local, { offsetSeconds: offset, name });
}
