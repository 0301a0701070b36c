import { OttlError } from '../ottl-error.ts';

/** The directives of `strptime` formats, as elements of Go's layouts. */
const LAYOUTS: ReadonlyMap<string, string> = new Map([
  ['%Y', '2006'],
  ['%y', '06'],
  ['%m', '01'],
  ['%o', '_1'],
  ['%q', '1'],
  ['%b', 'Jan'],
  ['%h', 'Jan'],
  ['%B', 'January'],
  ['%d', '02'],
  ['%e', '_2'],
  ['%g', '2'],
  ['%a', 'Mon'],
  ['%A', 'Monday'],
  ['%H', '15'],
  ['%l', '3'],
  ['%I', '03'],
  ['%p', 'PM'],
  ['%P', 'pm'],
  ['%M', '04'],
  ['%S', '05'],
  ['%L', '999'],
  ['%f', '999999'],
  ['%s', '999999999'],
  ['%Z', 'MST'],
  ['%z', 'Z0700'],
  ['%w', '-070000'],
  ['%i', '-07'],
  ['%j', '-07:00'],
  ['%k', '-07:00:00'],
  ['%D', '01/02/2006'],
  ['%x', '01/02/2006'],
  ['%F', '2006-01-02'],
  ['%T', '15:04:05'],
  ['%X', '15:04:05'],
  ['%r', '03:04:05 pm'],
  ['%R', '15:04'],
  ['%n', '\n'],
  ['%t', '\t'],
  ['%%', '%'],
  ['%c', 'Mon Jan 02 15:04:05 2006'],
]);

/**
 * What a text is read by where that is laxer than writing: each choice in turn, split into elements so that the one
 * that failed can be told from the error.
 */
const READ_BY: ReadonlyMap<string, readonly (readonly string[])[]> = new Map([
  ['%m', [['1']]],
  ['%o', [['1']]],
  ['%q', [['1']]],
  ['%d', [['2']]],
  ['%e', [['2']]],
  ['%g', [['2']]],
  ['%I', [['3']]],
  ['%M', [['4']]],
  ['%S', [['5']]],
  [
    '%D',
    [
      ['1', '/', '2', '/', '2006'],
      ['1', '/', '2', '/', '06'],
    ],
  ],
  [
    '%x',
    [
      ['1', '/', '2', '/', '2006'],
      ['1', '/', '2', '/', '06'],
    ],
  ],
  ['%F', [['2006', '-', '1', '-', '2']]],
  ['%T', [['15', ':', '4', ':', '5']]],
  ['%X', [['15', ':', '4', ':', '5']]],
  ['%r', [['3', ':', '4', ':', '5', ' ', 'pm']]],
  ['%R', [['15', ':', '4']]],
  ['%c', [['Mon', ' ', 'Jan', ' ', '2', ' ', '15', ':', '4', ':', '5', ' ', '2006']]],
  ['%z', [['Z0700'], ['Z07:00'], ['Z07']]],
]);

/** The layouts a directive of a valid format is read by, as elements. */
export function layoutsToRead(directive: string): readonly (readonly string[])[] {
  return READ_BY.get(directive) ?? [[LAYOUTS.get(directive) ?? '']];
}

/** The layout to write times by (ctimefmt.Format). */
export function layoutToWrite(format: string): string {
  return format.replace(/%./g, (directive) => LAYOUTS.get(directive) ?? '');
}

/** Throws OttlError for formats the collector refuses. */
export function validateStrptime(format: string): void {
  if (/[0-9]/.test(format)) throw new OttlError('format string should not contain decimals');
  const fraction = /[^.,]%[Lfs]/u.exec(format)?.[0];
  if (fraction !== undefined) {
    throw new OttlError(
      `invalid fractional seconds directive: '${fraction}'. must be preceded with '.' or ','`,
    );
  }
  const unknown = (format.match(/%./gu) ?? []).filter((directive) => !LAYOUTS.has(directive));
  if (unknown.length === 0) return;
  const list = unknown.map((directive) => `unsupported ctimefmt.toNative() directive: ${directive}`);
  throw new OttlError(`invalid strptime format: [${list.join(' ')}]`);
}
