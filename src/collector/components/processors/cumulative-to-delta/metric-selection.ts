import { type TextMatcher, textMatcher } from '../match-properties/text-matcher.ts';
import type { CumulativeToDeltaConfig, MatchConfig } from './config.ts';

/** The kinds of metrics that can be converted. */
export type MetricKind = 'sum' | 'histogram' | 'exponentialHistogram';

export type MetricSelection = (name: string, kind: MetricKind) => boolean;

/**
 * Compiles which metrics are converted. The collector doesn't say so when it can't compile an expression: it fails
 * when data comes. What this returns throws then, and says why.
 */
export function metricSelection({ include, exclude }: CumulativeToDeltaConfig): MetricSelection {
  const included = namesOf(include, 'include');
  const excluded = namesOf(exclude, 'exclude');
  const includedKinds = kindsOf(include);
  const excludedKinds = kindsOf(exclude);
  return (name, kind) =>
    (included === undefined || included(name)) &&
    (includedKinds.size === 0 || includedKinds.has(kind.toLowerCase())) &&
    (excluded === undefined || !excluded(name)) &&
    !excludedKinds.has(kind.toLowerCase());
}

/** A match_type that there isn't is as none. */
function namesOf({ match_type, metrics = [], regexp }: MatchConfig, at: string): TextMatcher | undefined {
  if (metrics.length === 0 || (match_type !== 'strict' && match_type !== 'regexp')) return undefined;
  try {
    if (regexp?.cacheenabled && regexp.cachemaxnumentries < 0)
      throw new Error('must provide a positive size');
    return textMatcher(metrics, { match_type, regexp });
  } catch (error) {
    const { message } = error as Error;
    return () => {
      throw new Error(`${at}::metrics can't be used: ${message}`);
    };
  }
}

function kindsOf({ metric_types = [] }: MatchConfig): ReadonlySet<string> {
  return new Set(metric_types.map((type) => type.toLowerCase()));
}
