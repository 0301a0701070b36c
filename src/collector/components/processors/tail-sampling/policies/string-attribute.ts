import type { AnyValue, Attributes } from '../../../../../otlp/model.ts';
import { LruCache } from '../../../../bounded/lru-cache.ts';
import { boolean, type ConfigOf, field, integer, list, string, struct } from '../../../../config/schema.ts';
import { GoRegExp } from '../../../../ottl/text/go-regexp.ts';
import { GoRegExpError } from '../../../../ottl/text/re2-error.ts';
import { ALWAYS } from '../../probabilistic-sampler/threshold.ts';
import { PolicyError } from './policy-error.ts';
import { type PolicyEvaluator, type PolicySettings, sampledIf } from './policy-evaluator.ts';
import { someAttributes } from './search-trace.ts';

export const stringAttributeSchema = struct('tailsamplingprocessor.StringAttributeCfg', {
  key: field(string(), 'The attribute of a span or resource. Values of other types count as empty.'),
  values: field(list(string()), 'The values that match, or regular expressions for them.'),
  enabled_regex_matching: field(
    boolean(false),
    'Whether the values are regular expressions. They match anywhere in the text unless anchored.',
  ),
  cache_max_size: field(
    integer('int', 0),
    'How many texts are remembered with what the regular expressions say of them; 128 where it is not above 0.',
  ),
  invert_match: field(
    boolean(false),
    'Keeps traces in which nothing matches, those without the attribute among them.',
  ),
});

type StringAttributeConfig = ConfigOf<typeof stringAttributeSchema>;

const DEFAULT_CACHE_SIZE = 128;

/** Keeps traces by a text in the attributes of a span or resource. Throws PolicyError. */
export function stringAttribute(config: StringAttributeConfig, { logger }: PolicySettings): PolicyEvaluator {
  const { key, invert_match: inverted } = config;
  const matches = config.enabled_regex_matching ? expressionMatcher(config) : valueMatcher(config);
  const onResource = (attributes: Attributes): boolean => {
    const value = attributes.get(key);
    return value !== undefined && matches(textOf(value));
  };
  // An empty text of a span never matches; that of a resource may.
  const onSpan = (attributes: Attributes): boolean => {
    const value = attributes.get(key);
    return value !== undefined && value !== '' && typeof value === 'string' && matches(value);
  };
  return {
    stateful: false,
    threshold: ALWAYS,
    evaluate(trace) {
      logger.log('debug', 'Evaluating spans in string-tag filter');
      return sampledIf(someAttributes(trace, onResource, onSpan) !== inverted);
    },
  };
}

function textOf(value: AnyValue): string {
  return typeof value === 'string' ? value : '';
}

function valueMatcher({ values = [] }: StringAttributeConfig): (text: string) => boolean {
  const wanted = new Set(values.filter((value) => value !== ''));
  return (text) => wanted.has(text);
}

function expressionMatcher(config: StringAttributeConfig): (text: string) => boolean {
  const expressions = (config.values ?? []).map(compiled);
  const known = new LruCache<boolean>(config.cache_max_size > 0 ? config.cache_max_size : DEFAULT_CACHE_SIZE);
  return (text) => {
    const before = known.get(text);
    if (before !== undefined) return before;
    const matched = expressions.some((expression) => expression.test(text));
    known.set(text, matched);
    return matched;
  };
}

function compiled(expression: string): GoRegExp {
  try {
    return new GoRegExp(expression);
  } catch (error) {
    if (!(error instanceof GoRegExpError)) throw error;
    throw new PolicyError(`invalid regex \`${expression}\`: ${error.message}`);
  }
}
