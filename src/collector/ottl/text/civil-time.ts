import type { OttlTime } from '../value.ts';
import { offsetSeconds } from './time-zone.ts';

/** What a calendar and a clock in the time's zone show. */
export interface CivilTime {
  readonly year: number;
  /** 1 to 12 */
  readonly month: number;
  readonly day: number;
  /** 1 to 366 */
  readonly yearDay: number;
  /** 0 is Sunday. */
  readonly weekday: number;
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
  readonly nanosecond: number;
  /** Seconds the zone is ahead of UTC. */
  readonly offset: number;
}

const SECOND = 1_000_000_000n;
const DAY = 86_400n * SECOND;

/** Rounds down, unlike BigInt's own division. */
export function floorDivide(value: bigint, by: bigint): bigint {
  const quotient = value / by;
  return value % by < 0n ? quotient - 1n : quotient;
}

export function civilTime(time: OttlTime): CivilTime {
  const offset = offsetSeconds(time);
  const local = time.ns + BigInt(offset) * SECOND;
  const days = floorDivide(local, DAY);
  const inDay = local - days * DAY;
  const seconds = Number(inDay / SECOND);
  const date = civilDate(Number(days));
  return {
    ...date,
    yearDay: Number(days) - daysSinceEpoch(date.year, 1, 1) + 1,
    weekday: (((Number(days) + 4) % 7) + 7) % 7,
    hour: Math.floor(seconds / 3600),
    minute: Math.floor(seconds / 60) % 60,
    second: seconds % 60,
    nanosecond: Number(inDay % SECOND),
    offset,
  };
}

/** The date in the Gregorian calendar, by counting years from March on, so that the leap day is the last of its year. */
function civilDate(days: number): Pick<CivilTime, 'year' | 'month' | 'day'> {
  const sinceMarch = days + 719_468;
  const era = Math.floor(sinceMarch / 146_097);
  const dayOfEra = sinceMarch - era * 146_097;
  const yearOfEra = Math.floor(
    (dayOfEra -
      Math.floor(dayOfEra / 1460) +
      Math.floor(dayOfEra / 36_524) -
      Math.floor(dayOfEra / 146_096)) /
      365,
  );
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const marchMonth = Math.floor((5 * dayOfYear + 2) / 153);
  const day = dayOfYear - Math.floor((153 * marchMonth + 2) / 5) + 1;
  const month = marchMonth < 10 ? marchMonth + 3 : marchMonth - 9;
  return { year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, day };
}

/** Days since 1970-01-01; days beyond the month go on into the next. */
function daysSinceEpoch(year: number, month: number, day: number): number {
  const shifted = month <= 2 ? year - 1 : year;
  const era = Math.floor(shifted / 400);
  const yearOfEra = shifted - era * 400;
  const dayOfYear = Math.floor((153 * (month > 2 ? month - 3 : month + 9) + 2) / 5) + day - 1;
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  return era * 146_097 + dayOfEra - 719_468;
}

export type ClockReading = Pick<
  CivilTime,
  'year' | 'month' | 'day' | 'hour' | 'minute' | 'second' | 'nanosecond'
>;

/** ns since the epoch of what a clock in UTC shows. */
export function nsInUtc({ year, month, day, hour, minute, second, nanosecond }: ClockReading): bigint {
  const seconds = daysSinceEpoch(year, month, day) * 86_400 + hour * 3600 + minute * 60 + second;
  return BigInt(seconds) * SECOND + BigInt(nanosecond);
}

export function isLeapYear(year: number): boolean {
  return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
}

const MONTH_LENGTHS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

export function daysInMonth(year: number, month: number): number {
  return month === 2 && isLeapYear(year) ? 29 : (MONTH_LENGTHS[month - 1] ?? 0);
}
