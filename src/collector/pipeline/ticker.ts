import type { Clock } from './clock.ts';

/** Does something again and again, every so many ns; what it returns ends that. A beat while the last is at work is left out. */
export function ticker(clock: Clock, interval: bigint, action: () => Promise<void> | undefined): () => void {
  let atWork = false;
  let cancel: () => void;
  const wait = (): void => {
    cancel = clock.setTimer(interval, () => {
      wait();
      if (atWork) return;
      const work = action();
      if (work === undefined) return;
      atWork = true;
      void work.finally(() => {
        atWork = false;
      });
    });
  };
  wait();
  return () => cancel();
}
