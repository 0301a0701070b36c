import { OttlError } from '../ottl-error.ts';
import type { OttlTime, TimeZone } from '../value.ts';
import { zoneAbbreviation } from './zone-abbreviation.ts';

const SECOND = 1_000_000_000n;

/** Names of three capitals in the time zone database. ICU knows more, which are no zones for Go ("PST"). */
const SHORT_NAMES = new Set('CET EET EST GMT HST MET MST PRC ROC ROK UCT UTC WET'.split(' '));

const formats = new Map<string, Intl.DateTimeFormat>();

/** The zone of a name in the time zone database, as Go's time.LoadLocation. The collector's local time is UTC. */
export function loadZone(name: string): TimeZone {
  if (name === '' || name === 'UTC' || name === 'Local') return 'UTC';
  if (name.startsWith('/') || name.startsWith('\\') || name.includes('..')) {
    throw new OttlError('time: invalid location name');
  }
  if (!isZoneName(name)) throw new OttlError(`unknown time zone ${name}`);
  return name;
}

/** Names are case-sensitive for Go; for Intl they aren't. */
function isZoneName(name: string): boolean {
  if (/^[A-Z]{3}$/.test(name) && !SHORT_NAMES.has(name)) return false;
  if (!/^[A-Z][\w+-]*(?:\/[A-Z][\w+-]*)*$/.test(name)) return false;
  try {
    offsetFormat(name);
    return true;
  } catch {
    return false;
  }
}

function offsetFormat(zone: string): Intl.DateTimeFormat {
  const known = formats.get(zone);
  if (known !== undefined) return known;
  const format = new Intl.DateTimeFormat('en-US', { timeZone: zone, timeZoneName: 'longOffset' });
  formats.set(zone, format);
  return format;
}

/** Intl's last instant; times beyond it have the offset of that. */
const MAX_MS = 8_640_000_000_000_000n;

/** How far a time's zone is ahead of UTC, in seconds. */
export function offsetSeconds({ ns, zone }: Pick<OttlTime, 'ns' | 'zone'>): number {
  if (zone === 'UTC') return 0;
  if (typeof zone !== 'string') return zone.offsetSeconds;
  const text = offsetFormat(zone)
    .formatToParts(Number(withinIntl(ns / 1_000_000n)))
    .find((part) => part.type === 'timeZoneName')?.value;
  const match = /GMT([+-])(\d+):(\d+)(?::(\d+))?/.exec(text ?? '');
  if (match === null) return 0;
  const [, sign, hours, minutes, seconds = '0'] = match;
  const size = Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds);
  return sign === '-' ? -size : size;
}

function withinIntl(ms: bigint): bigint {
  if (ms > MAX_MS) return MAX_MS;
  return ms < -MAX_MS ? -MAX_MS : ms;
}

/** The zone's name at a time: "CEST", "UTC"; an offset's own name, which may be empty. */
export function zoneName({ ns, zone }: Pick<OttlTime, 'ns' | 'zone'>): string {
  if (typeof zone !== 'string') return zone.name;
  return zone === 'UTC'
    ? 'UTC'
    : zoneAbbreviation(zone, withinIntl(ns / 1_000_000n), offsetSeconds({ ns, zone }));
}

/** The time at which clocks of the zone show what `localNs` is as if in UTC (time.Date). */
export function fromLocal(localNs: bigint, zone: TimeZone): bigint {
  const offsetAt = (ns: bigint) => BigInt(offsetSeconds({ ns, zone })) * SECOND;
  const first = offsetAt(localNs);
  // Where there is no such time, or two, Go takes the offset that holds at the first guess.
  return first === 0n ? localNs : localNs - offsetAt(localNs - first);
}

/** The offset a zone's abbreviation stands for about a time, if it has that abbreviation (Location.lookupName). */
export function offsetOfName(name: string, localNs: bigint, zone: TimeZone): number | undefined {
  if (typeof zone !== 'string') return name === zone.name ? zone.offsetSeconds : undefined;
  const named = seasons(localNs)
    .filter((ns) => zoneName({ ns, zone }) === name)
    .map((ns) => offsetSeconds({ ns, zone }));
  const inEffect = named.find((offset) => zoneName({ ns: localNs - BigInt(offset) * SECOND, zone }) === name);
  return inEffect ?? named[0];
}

/** The time, and half a year before and after it, for the names of summer and winter. */
function seasons(ns: bigint): bigint[] {
  const halfYear = 182n * 86_400n * SECOND;
  return [ns, ns + halfYear, ns - halfYear];
}
