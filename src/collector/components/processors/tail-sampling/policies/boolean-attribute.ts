import type { Attributes } from '../../../../../otlp/model.ts';
import { boolean, type ConfigOf, field, string, struct } from '../../../../config/schema.ts';
import { ALWAYS } from '../../probabilistic-sampler/threshold.ts';
import { type PolicyEvaluator, sampledIf } from './policy-evaluator.ts';
import { someAttributes } from './search-trace.ts';

export const booleanAttributeSchema = struct('tailsamplingprocessor.BooleanAttributeCfg', {
  key: field(string(), 'The attribute of a span or resource. Values of other types count as false.'),
  value: field(boolean(false), 'The value that matches.'),
  invert_match: field(
    boolean(false),
    'Keeps traces in which nothing matches, those without the attribute among them.',
  ),
});

/** Keeps traces by a true or false in the attributes of a span or resource. */
export function booleanAttribute(config: ConfigOf<typeof booleanAttributeSchema>): PolicyEvaluator {
  const { key, value: wanted, invert_match: inverted } = config;
  const matches = (attributes: Attributes): boolean => {
    const value = attributes.get(key);
    return value !== undefined && (value === true) === wanted;
  };
  return {
    stateful: false,
    threshold: ALWAYS,
    evaluate: (trace) => sampledIf(someAttributes(trace, matches, matches) !== inverted),
  };
}
