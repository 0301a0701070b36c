/** Where the bars of a `<Bars>` picture go. All units are the author's own. */
export interface BarRow {
  readonly service: string;
  readonly name?: string;
  readonly start: number;
  readonly end: number;
  /** Level of indent; 0 is the root. */
  readonly depth?: number;
  readonly error?: boolean;
  /** A remark right of the bar. */
  readonly text?: string;
}

export interface BarGap {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

export interface Placed {
  /** Percent of the lane. */
  readonly x: number;
  readonly w: number;
}

export function span(rows: readonly BarRow[]): { readonly start: number; readonly end: number } {
  if (rows.length === 0) throw new Error('<Bars> has no rows.');
  for (const row of rows) {
    if (!(row.end >= row.start))
      throw new Error(
        `<Bars>: the row "${row.name ?? row.service}" ends (${row.end}) before it starts (${row.start}).`,
      );
  }
  const start = Math.min(0, ...rows.map((row) => row.start));
  const end = Math.max(...rows.map((row) => row.end));
  return { start, end: end > start ? end : start + 1 };
}

export function place(
  from: number,
  to: number,
  whole: { readonly start: number; readonly end: number },
): Placed {
  const scale = 100 / (whole.end - whole.start);
  return { x: round((from - whole.start) * scale), w: round((to - from) * scale) };
}

/** Equal divisions on 1-2-5 steps from the start; the last may be cut. The largest step that leaves at least three whole ones. */
export function ticks(whole: { readonly start: number; readonly end: number }): number[] {
  const length = whole.end - whole.start;
  const magnitude = 10 ** Math.floor(Math.log10(length / 3));
  const step =
    [1, 2, 5, 10].map((factor) => factor * magnitude).findLast((candidate) => length / candidate >= 3) ??
    magnitude;
  const found: number[] = [];
  for (let at = whole.start; at < whole.end - step * 0.25; at += step) found.push(round(at));
  return found;
}

/** Number of each service's colour, 1 to 6, by first appearance. */
export function serviceColors(rows: readonly BarRow[]): ReadonlyMap<string, number> {
  const names = [...new Set(rows.map((row) => row.service))];
  return new Map(names.map((name, index) => [name, (index % 6) + 1]));
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}
