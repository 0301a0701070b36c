import { type ConfigOf, field, float, string, struct } from '../../../../config/schema.ts';
import {
  ALWAYS,
  NEVER,
  THRESHOLD_DIGITS,
  thresholdOfProbability,
} from '../../probabilistic-sampler/threshold.ts';
import { Fnv1a } from './fnv-1a.ts';
import { hashThreshold } from './hash-threshold.ts';
import { PolicyError } from './policy-error.ts';
import { type PolicyEvaluator, type PolicySettings, sampledIf } from './policy-evaluator.ts';
import { scanTraceStates, traceIdRandomness } from './scan-trace-states.ts';

export const probabilisticSchema = struct('tailsamplingprocessor.ProbabilisticCfg', {
  hash_salt: field(
    string(),
    'Goes into the hash of the trace id. Collectors one behind the other need salts of their own, or the second keeps all that the first has kept.',
  ),
  sampling_percentage: field(
    float('float64', 0),
    'How many of a hundred traces are kept; 100 and above is all of them.',
  ),
});

const DEFAULT_SALT = 'default-hash-seed';

/**
 * Keeps a part of the traces, by a hash of their ids; or by the randomness in their tracestate, where they have one and
 * the gate `usetracestate` is on. Throws PolicyError.
 */
export function probabilistic(
  { hash_salt: salt, sampling_percentage: percentage }: ConfigOf<typeof probabilisticSchema>,
  { logger, gates }: PolicySettings,
): PolicyEvaluator {
  const ratio = percentage / 100;
  if (Number.isNaN(ratio)) throw new PolicyError('sampling_percentage is no number');
  const limit = hashThreshold(ratio);
  const limitHigh = Number(limit >> 32n);
  const limitLow = Number(limit & 0xffffffffn);
  const threshold = thresholdOfProbability(ratio, THRESHOLD_DIGITS) ?? (ratio >= 1 ? ALWAYS : NEVER);
  const salted = new Fnv1a();
  for (const byte of new TextEncoder().encode(salt === '' ? DEFAULT_SALT : salt)) salted.add(byte);
  const useTraceState = gates.has('processor.tailsamplingprocessor.usetracestate');
  const hash = new Fnv1a();
  return {
    stateful: false,
    threshold,
    evaluate(trace) {
      logger.log('debug', 'Evaluating spans in probabilistic filter');
      if (useTraceState) {
        const { found, randomness } = scanTraceStates(trace);
        if (found) return sampledIf(threshold <= (randomness ?? traceIdRandomness(trace.id)));
      }
      hash.resume(salted);
      addTraceId(trace.id, hash);
      return sampledIf(hash.high < limitHigh || (hash.high === limitHigh && hash.low <= limitLow));
    },
  };
}

/** The sixteen bytes of a trace id. */
function addTraceId(id: string, hash: Fnv1a): void {
  for (let at = 0; at < 32; at += 2) {
    hash.add(id === '' ? 0 : (digit(id.charCodeAt(at)) << 4) | digit(id.charCodeAt(at + 1)));
  }
}

/** The value of a lower-case hexadecimal digit. */
function digit(code: number): number {
  return code < 0x3a ? code - 0x30 : code - 0x57;
}
