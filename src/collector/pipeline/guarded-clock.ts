import type { Clock } from './clock.ts';
import type { Logger } from './logger.ts';

/** A clock for one component: what its timers throw is logged as its failure and reaches nobody else. */
export function guardedClock(clock: Clock, logger: Logger, failed: (reason: string) => void): Clock {
  return {
    now: () => clock.now(),
    setTimer: (delayNs, callback) =>
      clock.setTimer(delayNs, () => {
        try {
          callback();
        } catch (error) {
          const reason = error instanceof Error ? error.message : String(error);
          failed(reason);
          logger.log('error', 'The component failed in a timer', { error: reason });
        }
      }),
  };
}
