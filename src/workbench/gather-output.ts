import type { OutputSegment } from './state/workbench-state.ts';

/** How long output is gathered before it is shown, in ms: a program that floods must not flood the page. */
const OUTPUT_INTERVAL_MS = 16;

/** Shows what is added in one piece an interval; `flush` shows the rest at once. */
export function gatherOutput(show: (segments: readonly OutputSegment[]) => void) {
  let waiting: OutputSegment[] = [];
  let timer: ReturnType<typeof setTimeout> | undefined;
  const flush = (): void => {
    clearTimeout(timer);
    timer = undefined;
    const segments = waiting;
    waiting = [];
    if (segments.length > 0) show(segments);
  };
  return {
    add(segment: OutputSegment): void {
      waiting.push(segment);
      timer ??= setTimeout(flush, OUTPUT_INTERVAL_MS);
    },
    flush,
  };
}
