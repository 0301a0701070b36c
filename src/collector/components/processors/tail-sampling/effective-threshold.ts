import type { ResourceSpans } from '../../../../otlp/model.ts';
import { NEVER, type Threshold } from '../probabilistic-sampler/threshold.ts';
import { TraceState } from '../probabilistic-sampler/trace-state.ts';

/**
 * Writes the threshold a trace was kept with to the tracestate of its spans, except where they have been sampled more
 * strictly before. Returns how many spans have a tracestate that can't be read: they keep it.
 */
export function writeEffectiveThreshold(batches: readonly ResourceSpans[], threshold: Threshold): number {
  let unreadable = 0;
  for (const { scopeSpans } of batches) {
    for (const { spans } of scopeSpans) {
      for (const span of spans) {
        const state = new TraceState(span.traceState);
        if (state.errors.length > 0) {
          unreadable += 1;
          continue;
        }
        if (state.threshold !== undefined && state.threshold > threshold) continue;
        if (threshold === NEVER) state.clearThreshold();
        else state.setThreshold(threshold);
        span.traceState = state.toString();
      }
    }
  }
  return unreadable;
}
