import { equalAnyValues } from '../../../../otlp/equal-messages.ts';
import type { AnyValue, Attributes } from '../../../../otlp/model.ts';
import { valueOfRaw } from '../../../config/raw-value.ts';
import { goQuote } from '../../../ottl/syntax/go-quote.ts';
import { valueTypeOf } from '../../../ottl/value.ts';
import type { MatchProperties } from './match-config.ts';
import { scalarText } from './scalar-text.ts';
import { textMatcher, unrecognizedMatchType } from './text-matcher.ts';

export type AttributeMatcher = (attributes: Attributes) => boolean;

type Criterion = NonNullable<MatchProperties['attributes']>[number];

/** Compiles criteria that must all be met. Throws Error in the collector's words. */
export function attributeMatcher(
  criteria: readonly Criterion[],
  properties: MatchProperties,
): AttributeMatcher {
  const values = criteria.map(({ key, value }) => {
    if (key === '') throw new Error("can't have empty key in the list of attributes");
    return [
      key,
      value === undefined || value === null ? anything : valueMatcher(key, value, properties),
    ] as const;
  });
  return (attributes) => {
    for (const [key, matches] of values) {
      const value = attributes.get(key);
      if (value === undefined || !matches(value)) return false;
    }
    return true;
  };
}

function anything(): boolean {
  return true;
}

function valueMatcher(key: string, raw: unknown, properties: MatchProperties): (value: AnyValue) => boolean {
  const wanted = valueOfRaw(raw);
  switch (properties.match_type) {
    case 'regexp': {
      if (typeof wanted !== 'string') {
        const type = valueTypeOf(wanted);
        throw new Error(`match_type=regexp for ${goQuote(key)} only supports Str, but found ${type}`);
      }
      const matches = textMatcher([wanted], properties);
      return (value) => {
        const text = scalarText(value);
        return text !== undefined && matches(text);
      };
    }
    case 'strict':
      return wanted !== null && typeof wanted === 'object'
        ? (value) => equalAnyValues(value, wanted)
        : (value) => value === wanted;
    default:
      throw unrecognizedMatchType(properties.match_type);
  }
}
