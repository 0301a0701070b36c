import { type ConfigOf, field, integer, struct } from '../../../../config/schema.ts';
import { encodedSize } from '../encoded-size.ts';
import type { PolicyEvaluator, PolicySettings } from './policy-evaluator.ts';
import { traceBudget } from './trace-budget.ts';

export const bytesLimitingSchema = struct('tailsamplingprocessor.BytesLimitingCfg', {
  bytes_per_second: field(
    integer('int64', 0),
    'How many bytes of traces a second are kept over time, as protobuf.',
  ),
  burst_capacity: field(
    integer('int64', 0),
    'How many bytes may be kept at once after a quiet time; also the most a trace may have. 0 means twice bytes_per_second.',
  ),
});

/** Keeps traces up to a number of bytes a second. */
export function bytesLimiting(
  config: ConfigOf<typeof bytesLimitingSchema>,
  { clock, gates }: PolicySettings,
): PolicyEvaluator {
  return traceBudget({
    rate: config.bytes_per_second,
    burst: config.burst_capacity,
    cost: (trace) => encodedSize(trace.batches),
    clock,
    gates,
  });
}
