import type { Clock } from '../../../pipeline/clock.ts';
import type { LogFields } from '../../../pipeline/logger.ts';

const SECOND = 1_000_000_000n;
/** Messages told apart in one second; beyond it counting starts anew, so that memory stays bounded. */
const MAX_MESSAGES = 4096;

export interface Sampling {
  readonly initial: number;
  readonly thereafter: number;
}

/**
 * Of equal messages within a second the first `initial` are written, and then every `thereafter`-th (none when it
 * is 0), as the collector's logger samples.
 */
export function sampled(
  clock: Clock,
  sampling: Sampling,
  write: (message: string, fields: LogFields) => void,
): (message: string, fields: LogFields) => void {
  const counts = new Map<string, { resetAt: bigint; count: number }>();
  return (message, fields) => {
    const now = clock.now();
    let counter = counts.get(message);
    if (counter === undefined || now >= counter.resetAt) {
      if (counts.size >= MAX_MESSAGES) counts.clear();
      counter = { resetAt: now + SECOND, count: 0 };
      counts.set(message, counter);
    }
    counter.count += 1;
    const beyond = counter.count - sampling.initial;
    if (beyond > 0 && (sampling.thereafter <= 0 || beyond % sampling.thereafter !== 0)) return;
    write(message, fields);
  };
}
