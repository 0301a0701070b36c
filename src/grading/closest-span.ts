/**
 * The search for the span that comes nearest to what was asked for, and what sets it apart.
 *
 * A span's distance from a list of criteria is the sum over the criteria of weight × distance. Weights: name 4; service,
 * parent and place in the trace 2; kind, status, attribute, event and time 1. A criterion's own distance is 0 when fulfilled, 1 when
 * nothing is alike, and between where that helps: a name by the letters it shares (see `distanceFrom`), an attribute
 * with another value 0.5, another parent in the right trace 0.5. The smallest sum wins; of equals, the span that arrived first.
 */
import type { StoredSpan } from '../backends/traces/trace-store.ts';
import type { Criterion } from './criterion.ts';
import type { SpanIndex } from './span-index.ts';
import type { LocalizedText } from './text.ts';
import { chinese, text } from './write-text.ts';

export interface ClosestSpan {
  readonly stored: StoredSpan;
  /** More than 0, less than the sum of the weights. */
  readonly distance: number;
  /** "Right name; only the parent differs: it has no parent." */
  readonly difference: LocalizedText;
}

/** `undefined` when a span fulfils all criteria (there is nothing to explain) or none has anything in common with them. */
export function closestSpan(index: SpanIndex, criteria: readonly Criterion[]): ClosestSpan | undefined {
  const farthest = criteria.reduce((sum, criterion) => sum + criterion.weight, 0);
  let best: StoredSpan | undefined;
  let distance = farthest;
  for (const stored of index.spans) {
    let sum = 0;
    for (const criterion of criteria) {
      if (!criterion.fulfilledBy(stored, index)) sum += criterion.weight * criterion.distance(stored, index);
      if (sum >= distance) break;
    }
    if (sum >= distance) continue;
    best = stored;
    distance = sum;
    if (sum === 0) return undefined;
  }
  return best === undefined
    ? undefined
    : { stored: best, distance, difference: differenceOf(best, index, criteria) };
}

/** One sentence on what the span has right and what it has instead of the rest. */
export function differenceOf(
  stored: StoredSpan,
  index: SpanIndex,
  criteria: readonly Criterion[],
): LocalizedText {
  const right = criteria.filter((criterion) => criterion.fulfilledBy(stored, index));
  const wrong = criteria.filter((criterion) => !right.includes(criterion));
  const actual = wrong.map((criterion) => criterion.actual(stored, index));
  const english = [...new Set(actual.map((clause) => clause.en))].join(', ');
  const clauses = [...new Set(actual.map((clause) => clause['zh-cn']))].join('，');
  if (right.length === 0) return text(`${capitalised(english)}.`, `${clauses}。`);
  const rightAspects = aspects(right);
  const wrongAspects = aspects(wrong);
  const one = new Set(wrong.map((criterion) => criterion.aspect.en)).size === 1;
  return text(
    `Right ${rightAspects.en}; ${one ? `only the ${wrongAspects.en} differs` : `${wrongAspects.en} differ`}: ${english}.`,
    `${chinese(rightAspects['zh-cn'], '正确，', one ? '只有' : '', wrongAspects['zh-cn'], '不同')}：${clauses}。`,
  );
}

function aspects(criteria: readonly Criterion[]): LocalizedText {
  return text(
    conjunction([...new Set(criteria.map(({ aspect }) => aspect.en))], ', ', ' and '),
    conjunction([...new Set(criteria.map(({ aspect }) => aspect['zh-cn']))], '、', '与'),
  );
}

function conjunction(words: readonly string[], comma: string, and: string): string {
  const last = words.at(-1) ?? '';
  return words.length < 2 ? last : `${words.slice(0, -1).join(comma)}${and}${last}`;
}

function capitalised(sentence: string): string {
  return sentence.charAt(0).toUpperCase() + sentence.slice(1);
}
