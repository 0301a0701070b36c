import type { Clock } from '../../../pipeline/clock.ts';
import { ConnectError } from '../../../pipeline/network.ts';

/** Rejects with a ConnectError that `timedOut` when the answer takes longer than so many ns; 0 means no limit. */
export function withTimeout<T>(clock: Clock, timeoutNs: bigint, answer: Promise<T>): Promise<T> {
  if (timeoutNs <= 0n) return answer;
  return new Promise((resolve, reject) => {
    const cancel = clock.setTimer(timeoutNs, () => {
      reject(new ConnectError('context deadline exceeded', { timedOut: true }));
    });
    answer.then(resolve, reject).finally(cancel);
  });
}
