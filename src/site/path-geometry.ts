/** A path drawn as a waterfall: each lesson's bar starts where the minutes before it end. */
export interface PathBar {
  /** Percent of the drawing's width. */
  readonly x: number;
  readonly w: number;
}

export function pathBars(minutes: readonly number[]): PathBar[] {
  const total = minutes.reduce((sum, value) => sum + value, 0);
  let before = 0;
  return minutes.map((value) => {
    const bar = { x: percent(before, total), w: percent(value, total) };
    before += value;
    return bar;
  });
}

/** Gridlines on whole half-hours (or hours, on a long path), at most six. */
export function pathTicks(totalMinutes: number): { readonly step: number; readonly at: readonly number[] } {
  const step = [15, 30, 60, 120, 240].find((candidate) => totalMinutes / candidate <= 5) ?? 480;
  const at: number[] = [];
  for (let minute = 0; minute < totalMinutes - step * 0.3; minute += step) at.push(minute);
  return { step, at };
}

export function barStyle(bar: PathBar): string {
  return `--x:${bar.x}%;--w:${bar.w}%`;
}

export function percent(part: number, whole: number): number {
  return whole === 0 ? 0 : Math.round((part / whole) * 10_000) / 100;
}
