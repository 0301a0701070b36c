/** Notices a thread that no longer answers, without blaming it for the page's own pauses. */

const CHECKS = 10;

export class Watchdog {
  readonly #timer: ReturnType<typeof setInterval>;
  #unanswered = 0;
  #lastCheck = performance.now();

  /** Calls `ping` ten times per `afterMs`; calls `onSilence` once, when as many pings in a row went unanswered. */
  constructor(afterMs: number, ping: () => void, onSilence: () => void) {
    const interval = afterMs / CHECKS;
    this.#timer = setInterval(() => {
      const now = performance.now();
      // After a pause of the page (sleep, a long task), answers may wait behind this very timer.
      const paused = now - this.#lastCheck > interval * 2;
      this.#lastCheck = now;
      if (paused) this.#unanswered = Math.min(this.#unanswered, 1);
      if (this.#unanswered >= CHECKS) {
        this.stop();
        onSilence();
        return;
      }
      this.#unanswered++;
      ping();
    }, interval);
  }

  answered(): void {
    this.#unanswered = 0;
  }

  stop(): void {
    clearInterval(this.#timer);
  }
}
