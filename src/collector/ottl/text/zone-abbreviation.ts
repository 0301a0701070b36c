/**
 * Abbreviations of the time zone database. Intl knows them by regions where they are in use, so several are asked;
 * those of zones where no region gives one are here.
 */
const REGIONS = ['en-US', 'en-GB', 'en-AU', 'en-IN', 'en-NZ', 'en-ZA', 'en-CA'];

/** By how many seconds the zone is ahead of UTC. */
const NAMES: Readonly<Record<string, Readonly<Record<number, string>>>> = {
  'Asia/Tokyo': { 32400: 'JST' },
  'Asia/Seoul': { 32400: 'KST' },
  'Asia/Shanghai': { 28800: 'CST', 32400: 'CDT' },
  'Asia/Taipei': { 28800: 'CST' },
  'Asia/Hong_Kong': { 28800: 'HKT' },
  'Asia/Manila': { 28800: 'PST' },
  'Asia/Jakarta': { 25200: 'WIB' },
  'Asia/Jerusalem': { 7200: 'IST', 10800: 'IDT' },
  'Asia/Karachi': { 18000: 'PKT' },
  'Asia/Kolkata': { 19800: 'IST' },
  'Asia/Calcutta': { 19800: 'IST' },
  'Europe/Moscow': { 10800: 'MSK' },
  'Europe/London': { 0: 'GMT', 3600: 'BST' },
  'Europe/Dublin': { 0: 'GMT', 3600: 'IST' },
  'Africa/Lagos': { 3600: 'WAT' },
  'Africa/Nairobi': { 10800: 'EAT' },
  'Africa/Johannesburg': { 7200: 'SAST' },
  'Pacific/Guam': { 36000: 'ChST' },
  'Etc/UTC': { 0: 'UTC' },
  GMT: { 0: 'GMT' },
};

/** Intl gives some more, which the database has not ("LHST"). */
const IN_DATABASE = new Set(
  'EST EDT CST CDT MST MDT PST PDT AKST AKDT HST HDT AST ADT NST NDT SST ChST GMT BST IST WET WEST CET CEST EET EEST MSK SAST EAT CAT WAT AEST AEDT ACST ACDT AWST NZST NZDT UTC'.split(
    ' ',
  ),
);

const formats = new Map<string, readonly Intl.DateTimeFormat[]>();

function formatsOf(zone: string): readonly Intl.DateTimeFormat[] {
  const known = formats.get(zone);
  if (known !== undefined) return known;
  const made = REGIONS.map(
    (region) => new Intl.DateTimeFormat(region, { timeZone: zone, timeZoneName: 'short' }),
  );
  formats.set(zone, made);
  return made;
}

/** The abbreviation in use at a time; the offset, as "+0330" or "-03", where there is none. */
export function zoneAbbreviation(zone: string, ms: bigint, offsetSeconds: number): string {
  const listed = NAMES[zone]?.[offsetSeconds];
  if (listed !== undefined) return listed;
  for (const format of formatsOf(zone)) {
    const name = nameAt(format, ms);
    if (IN_DATABASE.has(name)) return name;
  }
  return offsetName(offsetSeconds);
}

function nameAt(format: Intl.DateTimeFormat, ms: bigint): string {
  return format.formatToParts(Number(ms)).find((part) => part.type === 'timeZoneName')?.value ?? '';
}

function offsetName(offsetSeconds: number): string {
  const minutes = Math.abs(Math.trunc(offsetSeconds / 60));
  const hours = String(Math.trunc(minutes / 60)).padStart(2, '0');
  const rest = minutes % 60 === 0 ? '' : String(minutes % 60).padStart(2, '0');
  return `${offsetSeconds < 0 ? '-' : '+'}${hours}${rest}`;
}
