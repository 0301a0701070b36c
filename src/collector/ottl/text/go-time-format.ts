import type { OttlTime } from '../value.ts';
import { type CivilTime, civilTime } from './civil-time.ts';
import { DAYS, MONTHS, nextChunk } from './go-layout.ts';
import { zoneName } from './time-zone.ts';

/** A time by one of Go's layouts (time.Time.Format). */
export function formatGoTime(time: OttlTime, layout: string): string {
  const civil = civilTime(time);
  let text = '';
  for (let rest = layout; rest !== ''; ) {
    const { prefix, element, suffix } = nextChunk(rest);
    text += prefix + elementText(element, civil, time);
    rest = suffix;
  }
  return text;
}

function padded(value: number, width: number): string {
  const digits = String(Math.abs(value)).padStart(width, '0');
  return value < 0 ? `-${digits}` : digits;
}

function elementText(element: string, civil: CivilTime, time: OttlTime): string {
  const hour12 = civil.hour % 12 === 0 ? 12 : civil.hour % 12;
  switch (element) {
    case '':
      return '';
    case '2006':
      return padded(civil.year, 4);
    case '06':
      return padded(Math.abs(civil.year) % 100, 2);
    case 'January':
      return MONTHS[civil.month - 1] ?? '';
    case 'Jan':
      return (MONTHS[civil.month - 1] ?? '').slice(0, 3);
    case '01':
      return padded(civil.month, 2);
    case '1':
      return String(civil.month);
    case 'Monday':
      return DAYS[civil.weekday] ?? '';
    case 'Mon':
      return (DAYS[civil.weekday] ?? '').slice(0, 3);
    case '02':
      return padded(civil.day, 2);
    case '_2':
      return String(civil.day).padStart(2);
    case '2':
      return String(civil.day);
    case '002':
      return padded(civil.yearDay, 3);
    case '__2':
      return String(civil.yearDay).padStart(3);
    case '15':
      return padded(civil.hour, 2);
    case '03':
      return padded(hour12, 2);
    case '3':
      return String(hour12);
    case '04':
      return padded(civil.minute, 2);
    case '4':
      return String(civil.minute);
    case '05':
      return padded(civil.second, 2);
    case '5':
      return String(civil.second);
    case 'PM':
      return civil.hour >= 12 ? 'PM' : 'AM';
    case 'pm':
      return civil.hour >= 12 ? 'pm' : 'am';
    case 'MST':
      return zoneName(time) || offsetText('-0700', civil.offset);
    default:
      return /^[.,]/.test(element)
        ? fractionText(element, civil.nanosecond)
        : offsetText(element, civil.offset);
  }
}

/** "Z07:00" writes Z for UTC, "-07:00" doesn't. */
function offsetText(element: string, offset: number): string {
  if (offset === 0 && element.startsWith('Z')) return 'Z';
  const minutes = Math.trunc(offset / 60);
  const colon = element.includes(':') ? ':' : '';
  // Go takes the sign from the whole minutes.
  const parts = [padded(Math.trunc(Math.abs(minutes) / 60), 2)];
  if (element.length > 3) parts.push(padded(Math.abs(minutes) % 60, 2));
  if (element.length >= 7) parts.push(padded(Math.abs(offset) % 60, 2));
  return `${minutes < 0 ? '-' : '+'}${parts.join(colon)}`;
}

/** ".000" writes all digits, ".999" only up to the last that isn't 0. */
function fractionText(element: string, nanosecond: number): string {
  const digits = padded(nanosecond, 9).slice(0, element.length - 1);
  const shown = element.charAt(1) === '9' ? digits.replace(/0+$/, '') : digits;
  return shown === '' ? '' : element.charAt(0) + shown;
}
