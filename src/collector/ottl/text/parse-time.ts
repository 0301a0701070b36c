import { prefixed } from '../compile/key.ts';
import { OttlTime, type TimeZone } from '../value.ts';
import { type CivilTime, civilTime, nsInUtc } from './civil-time.ts';
import { parseGoTime } from './go-time-parse.ts';
import { TimeParseError } from './time-parse-error.ts';
import { fromLocal, loadZone, zoneName } from './time-zone.ts';

const WEEK = 7n * 86_400n * 1_000_000_000n;

/**
 * A text as a time by a Go layout, with what the collector adds: abbreviations of zones are looked up, and a time
 * without a year gets the one that is nearest to `now` (ns). Throws TimeParseError and OttlError.
 */
export function parseTime(layout: string, text: string, zone: TimeZone, now: bigint): OttlTime {
  return withYear(withZone(layout, text, zone), now);
}

/** Go gives an abbreviation it doesn't know no offset; some are zones of their own ("EST"). */
function withZone(layout: string, text: string, zone: TimeZone): OttlTime {
  const time = parseGoTime(layout, text, zone);
  const name = zoneName(time);
  const isNamed = civilTime(time).offset === 0 && name !== 'UTC';
  if (!isNamed || name === zoneName({ ns: time.ns, zone })) return time;
  let found: TimeZone;
  try {
    found = loadZone(name);
  } catch (error) {
    throw prefixed(`failed to load location ${name}: `, error);
  }
  try {
    return parseGoTime(layout, text, found);
  } catch (error) {
    if (error instanceof TimeParseError) return time;
    throw error;
  }
}

function withYear(time: OttlTime, now: bigint): OttlTime {
  const civil = civilTime(time);
  if (civil.year > 0) return time;
  const inYear = (from: CivilTime, year: number) =>
    new OttlTime(fromLocal(nsInUtc({ ...from, year }), time.zone), time.zone);
  const guess = inYear(civil, civilTime(new OttlTime(now)).year);
  if (guess.ns <= now + WEEK) return guess;
  // More than a week ahead means last year: in January, a line of December is an old one.
  const ahead = civilTime(guess);
  return inYear(ahead, ahead.year - 1);
}
