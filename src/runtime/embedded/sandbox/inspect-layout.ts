/** Where `util.inspect` breaks lines: short objects on one line, long lists of short items in columns. */
import type { Inspection } from './inspection.ts';

interface Enclosure {
  readonly base: string;
  readonly open: string;
  readonly close: string;
  readonly mayShareLine: boolean;
}

export function joinEntries(run: Inspection, entries: readonly string[], enclosure: Enclosure): string {
  const { base, open, close, mayShareLine } = enclosure;
  const before = base === '' ? '' : `${base} `;
  if (mayShareLine) {
    // What the line holds besides the entries: brackets, separators, what encloses it.
    const around = 2 * entries.length + run.indentation + open.length + base.length + 10;
    const length = entries.reduce((sum, entry) => sum + entry.length, around);
    if (length <= run.breakLength && !base.includes('\n') && !entries.some((entry) => entry.includes('\n'))) {
      return `${before}${open} ${entries.join(', ')} ${close}`;
    }
  }
  const line = `\n${' '.repeat(run.indentation)}`;
  return `${before}${open}${line}  ${entries.join(`,${line}  `)}${line}${close}`;
}

const SEPARATOR = 2;
const MOST_COLUMNS = 15;
/** A character is about this much higher than wide: columns are chosen so that the block looks square. */
const CHARACTER_RATIO = 2.5;

/** The entries of a list as lines of columns; the same array when columns wouldn't look better. */
export function groupEntries(run: Inspection, entries: string[], value: object): string[] {
  const hasMore = entries.length > run.maxArrayLength;
  const count = hasMore ? entries.length - 1 : entries.length;
  const lengths = entries.slice(0, count).map(widthOf);
  const total = lengths.reduce((sum, length) => sum + length + SEPARATOR, 0);
  const longest = Math.max(0, ...lengths);
  const columnWidth = longest + SEPARATOR;
  const fits = columnWidth * 3 + run.indentation < run.breakLength;
  if (!fits || !(total / columnWidth > 5 || longest <= 6)) return entries;
  const bias = Math.sqrt(columnWidth - total / entries.length);
  const biased = Math.max(columnWidth - 3 - bias, 1);
  const columns = Math.min(
    Math.round(Math.sqrt(CHARACTER_RATIO * biased * count) / biased),
    Math.floor((run.breakLength - run.indentation) / columnWidth),
    run.compact * 4,
    MOST_COLUMNS,
  );
  if (columns <= 1) return entries;
  const widths: number[] = [];
  for (let column = 0; column < columns; column++) {
    let width = 0;
    for (let at = column; at < count; at += columns) width = Math.max(width, lengths[at] ?? 0);
    widths.push(width + SEPARATOR);
  }
  const items = value as ArrayLike<unknown>;
  const numeric = entries.every((_, at) => typeof items[at] === 'number' || typeof items[at] === 'bigint');
  const lines: string[] = [];
  for (let from = 0; from < count; from += columns) {
    const row = entries.slice(from, Math.min(from + columns, count));
    lines.push(
      row
        .map((entry, column) => {
          const last = column === row.length - 1;
          const text = last ? entry : `${entry}, `;
          const width = (widths[column] ?? 0) + entry.length - widthOf(entry) - (last ? SEPARATOR : 0);
          if (numeric) return text.padStart(width);
          return last ? text : text.padEnd(width);
        })
        .join(''),
    );
  }
  if (hasMore) lines.push(entries[count] as string);
  return lines;
}

/** Columns on a terminal: wide characters take two, combining ones none. */
function widthOf(text: string): number {
  let width = 0;
  for (const character of text.normalize('NFC')) {
    if (/[\p{Mn}\p{Me}\p{Cf}]/u.test(character)) continue;
    width +=
      /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]|\p{Emoji_Presentation}/u.test(
        character,
      )
        ? 2
        : 1;
  }
  return width;
}
