import type { AnyValue, Span } from '../../../../otlp/model.ts';
import { OttlError } from '../../../ottl/ottl-error.ts';
import { goParseFloat } from '../../../ottl/text/go-parse-float.ts';
import type { ProbabilisticSamplerConfig } from './config.ts';
import { hashedRandomness, hashHex, seededHash } from './hashed-randomness.ts';
import type { SampledSignal } from './item-sampler.ts';
import { SpanCarrier } from './span-carrier.ts';
import { ALWAYS, NEVER, type Threshold } from './threshold.ts';

/** Spans are sampled by trace id; `sampling.priority` keeps one, or drops it when it is 0 (OpenTracing's convention). */
export function sampledSpans(config: ProbabilisticSamplerConfig): SampledSignal<Span> {
  const seed = seededHash(config.hash_seed);
  return {
    name: 'traces',
    marksMissing: true,
    carrier: (span) => new SpanCarrier(span),
    traceId: (span) => span.traceId,
    hash: ({ traceId }) =>
      traceId === ''
        ? undefined
        : { randomness: hashedRandomness(hashHex(seed, traceId)), policy: 'trace_id_hash' },
    priority: ({ attributes }) => thresholdOfPriority(attributes.get('sampling.priority')),
  };
}

function thresholdOfPriority(value: AnyValue | undefined): Threshold | undefined {
  if (value === undefined) return undefined;
  const priority = numberOf(value);
  if (priority > 0) return ALWAYS;
  return priority === 0 ? NEVER : undefined;
}

/** Libraries write it as a number of either kind or as text; NaN where it is something else. */
function numberOf(value: AnyValue): number {
  if (typeof value === 'number' || typeof value === 'bigint') return Number(value);
  if (typeof value !== 'string') return Number.NaN;
  try {
    return goParseFloat(value);
  } catch (error) {
    if (error instanceof OttlError) return Number.NaN;
    throw error;
  }
}
