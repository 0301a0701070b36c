/** Go's time layouts: "2006-01-02T15:04:05Z07:00" (time/format.go). */

/** The next element of a layout, as it is written there, with what is before and after it. */
export interface LayoutChunk {
  readonly prefix: string;
  /** Empty where no element follows. */
  readonly element: string;
  readonly suffix: string;
}

const ELEMENT =
  /January|Jan(?![a-z])|Monday|Mon(?![a-z])|MST|0[1-6]|002|15|1|2006|2|_2(?!006)|__2|3|4|5|PM|pm|[-Z]07(?:0000|:00:00|00|:00)?|[.,](?:0+|9+)(?!\d)/;

export function nextChunk(layout: string): LayoutChunk {
  const match = ELEMENT.exec(layout);
  if (match === null) return { prefix: layout, element: '', suffix: '' };
  const [element] = match;
  return {
    prefix: layout.slice(0, match.index),
    element,
    suffix: layout.slice(match.index + element.length),
  };
}

export const MONTHS =
  'January February March April May June July August September October November December'.split(' ');
export const DAYS = 'Sunday Monday Tuesday Wednesday Thursday Friday Saturday'.split(' ');

export function shortNames(names: readonly string[]): string[] {
  return names.map((name) => name.slice(0, 3));
}
