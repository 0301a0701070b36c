/** Whether the page goes on while a program does its worst. For tests and benchmarks. */
import type { DrivenPage } from './harness/driven-page.ts';

export interface Beats {
  readonly count: number;
  /** The longest time between two beats, in ms; beats are 10 ms apart where nothing is in the way. */
  readonly longestGapMs: number;
}

declare global {
  var labHeartbeat: { count: number; last: number; longest: number } | undefined;
}

/** Starts counting anew; the function it gives says what was counted. */
export async function startHeartbeat(page: DrivenPage): Promise<() => Promise<Beats>> {
  await page.evaluate(() => {
    const running = globalThis.labHeartbeat !== undefined;
    const heart = { count: 0, last: performance.now(), longest: 0 };
    globalThis.labHeartbeat = heart;
    if (running) return;
    setInterval(() => {
      const beat = globalThis.labHeartbeat;
      if (beat === undefined) return;
      const now = performance.now();
      beat.count++;
      beat.longest = Math.max(beat.longest, now - beat.last);
      beat.last = now;
    }, 10);
  }, undefined);
  return () =>
    page.evaluate(() => {
      const { count = 0, longest = 0 } = globalThis.labHeartbeat ?? {};
      return { count, longestGapMs: longest };
    }, undefined);
}
