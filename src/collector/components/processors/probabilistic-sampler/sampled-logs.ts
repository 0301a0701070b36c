import type { AnyValue, LogRecord } from '../../../../otlp/model.ts';
import { valueText } from '../../exporters/debug/value-text.ts';
import type { ProbabilisticSamplerConfig } from './config.ts';
import { hashBytes, hashedRandomness, hashHex, seededHash } from './hashed-randomness.ts';
import type { Draw, SampledSignal } from './item-sampler.ts';
import { LogCarrier } from './log-carrier.ts';
import { type Threshold, thresholdOfProbability } from './threshold.ts';

/** Log records are sampled by trace id or an attribute; another attribute may hold the percentage to do it with. */
export function sampledLogs(config: ProbabilisticSamplerConfig): SampledSignal<LogRecord> {
  const seed = seededHash(config.hash_seed);
  const { from_attribute: source, sampling_priority: priorityKey, sampling_precision: precision } = config;
  const byTraceId = config.attribute_source === 'traceID';
  return {
    name: 'logs',
    marksMissing: false,
    carrier: (record) => new LogCarrier(record),
    traceId: (record) => record.traceId,
    hash({ traceId, attributes }) {
      if (byTraceId && traceId !== '') {
        return { randomness: hashedRandomness(hashHex(seed, traceId)), policy: 'trace_id_hash' };
      }
      const value = source === '' ? undefined : attributes.get(source);
      return value === undefined ? undefined : hashOfValue(seed, value, source);
    },
    priority: ({ attributes }) =>
      priorityKey === '' ? undefined : thresholdOfPercentage(attributes.get(priorityKey), precision),
  };
}

function hashOfValue(seed: number, value: AnyValue, policy: string): Draw | undefined {
  const bytes = value instanceof Uint8Array ? value : new TextEncoder().encode(valueText(value));
  if (bytes.length === 0) return undefined;
  return { randomness: hashedRandomness(hashBytes(seed, bytes)), policy };
}

/** Percentages that are no probability don't count, nor does 0. */
function thresholdOfPercentage(value: AnyValue | undefined, precision: number): Threshold | undefined {
  if (typeof value !== 'number' && typeof value !== 'bigint') return undefined;
  return thresholdOfProbability(Number(value) / 100, precision);
}
