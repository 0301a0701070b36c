import { LruCache } from '../../../bounded/lru-cache.ts';
import { GoRegExp } from '../../../ottl/text/go-regexp.ts';
import type { MatchProperties } from './match-config.ts';

/** Whether a text is one of those that are meant. */
export type TextMatcher = (text: string) => boolean;

type Comparison = Pick<MatchProperties, 'match_type' | 'regexp'>;

/** Compiles a list of texts to match. Throws Error in the collector's words (internal/filter/filterset). */
export function textMatcher(texts: readonly string[], { match_type: type, regexp }: Comparison): TextMatcher {
  switch (type) {
    case 'strict': {
      const all = new Set(texts);
      return (text) => all.has(text);
    }
    case 'regexp': {
      const expressions = [...new Set(texts)].map((text) => new GoRegExp(text));
      const matches: TextMatcher = (text) => expressions.some((expression) => expression.test(text));
      return regexp?.cacheenabled ? cached(matches, regexp.cachemaxnumentries) : matches;
    }
    default:
      throw unrecognizedMatchType(type);
  }
}

export function unrecognizedMatchType(type: string): Error {
  return new Error(`unrecognized match_type: '${type}', valid types are: [regexp strict]`);
}

function cached(matches: TextMatcher, limit: number): TextMatcher {
  const results = new LruCache<boolean>(limit === 0 ? Number.POSITIVE_INFINITY : limit);
  return (text) => {
    const known = results.get(text);
    if (known !== undefined) return known;
    const result = matches(text);
    results.set(text, result);
    return result;
  };
}
