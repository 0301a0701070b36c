import type { Attributes } from '../../../../../otlp/model.ts';
import { boolean, type ConfigOf, field, integer, string, struct } from '../../../../config/schema.ts';
import { ALWAYS } from '../../probabilistic-sampler/threshold.ts';
import { type PolicyEvaluator, type PolicySettings, sampledIf } from './policy-evaluator.ts';
import { someAttributes } from './search-trace.ts';

export const numericAttributeSchema = struct('tailsamplingprocessor.NumericAttributeCfg', {
  key: field(
    string(),
    'The attribute of a span or resource, a whole number. Values of other types count as 0.',
  ),
  min_value: field(integer('int64', 0), 'The smallest value that matches. 0 means no lower limit.'),
  max_value: field(integer('int64', 0), 'The largest value that matches. 0 means no upper limit.'),
  invert_match: field(
    boolean(false),
    'Keeps traces in which nothing matches, those without the attribute among them.',
  ),
});

/** Keeps traces by a number in the attributes of a span or resource. */
export function numericAttribute(
  config: ConfigOf<typeof numericAttributeSchema>,
  { logger }: PolicySettings,
): PolicyEvaluator {
  const { key, invert_match: inverted } = config;
  const unlimited = config.min_value === 0 && config.max_value === 0;
  if (unlimited) logger.log('error', 'At least one of minValue or maxValue must be set');
  const min = config.min_value === 0 ? undefined : BigInt(config.min_value);
  const max = config.max_value === 0 ? undefined : BigInt(config.max_value);
  const matches = (attributes: Attributes): boolean => {
    const value = attributes.get(key);
    if (value === undefined) return false;
    const number = typeof value === 'bigint' ? value : 0n;
    return (min === undefined || number >= min) && (max === undefined || number <= max);
  };
  return {
    stateful: false,
    threshold: ALWAYS,
    evaluate(trace) {
      // The collector has no evaluator then, and goes down with a nil pointer when it asks it.
      if (unlimited) throw new TypeError('the numeric_attribute policy has neither min_value nor max_value');
      return sampledIf(someAttributes(trace, matches, matches) !== inverted);
    },
  };
}
