import { type Randomness, THRESHOLD_DIGITS } from '../../probabilistic-sampler/threshold.ts';
import { TraceState } from '../../probabilistic-sampler/trace-state.ts';
import type { TraceView } from './policy-evaluator.ts';
import { someSpan } from './search-trace.ts';

/** What the spans' tracestates say about sampling: whether they say anything, and the first `rv`. */
export function scanTraceStates(trace: TraceView): { found: boolean; randomness: Randomness | undefined } {
  let found = false;
  let randomness: Randomness | undefined;
  someSpan(trace, ({ traceState }) => {
    if (traceState === '') return false;
    const state = new TraceState(traceState);
    if (state.errors.length > 0) return false;
    randomness = state.randomness;
    found ||= randomness !== undefined || state.threshold !== undefined;
    return randomness !== undefined;
  });
  return { found, randomness };
}

/** The randomness of a trace: the `rv` of a span, or else that of its id. */
export function traceRandomness(trace: TraceView): Randomness {
  return scanTraceStates(trace).randomness ?? traceIdRandomness(trace.id);
}

/** The last 56 bits of a trace id. */
export function traceIdRandomness(traceId: string): Randomness {
  return traceId === '' ? '0'.repeat(THRESHOLD_DIGITS) : traceId.slice(-THRESHOLD_DIGITS);
}
