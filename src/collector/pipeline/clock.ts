/** Where all time in the collector comes from, so that tests and replays can run on a virtual one. */
export interface Clock {
  /** Nanoseconds since the Unix epoch. */
  now(): bigint;
  /** Calls back once after the delay (ns). The returned function cancels; it may be called at any time. */
  setTimer(delayNs: bigint, callback: () => void): () => void;
}

/** The longest delay JavaScript timers can hold; longer waits are made of several. */
const MAX_DELAY_MS = 2 ** 31 - 1;

/** The clock of the machine. */
export const systemClock: Clock = {
  now: () => BigInt(Math.round((performance.timeOrigin + performance.now()) * 1e6)),
  setTimer(delayNs, callback) {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const wait = (leftMs: number): void => {
      const step = Math.min(leftMs, MAX_DELAY_MS);
      timer = setTimeout(() => (leftMs > step ? wait(leftMs - step) : callback()), step);
    };
    wait(Math.max(0, Number(delayNs) / 1e6));
    return () => clearTimeout(timer);
  },
};
