/**
 * One condition on a span, as a value: it selects (`SpanQuery`), it judges (`expectEvery`), it says in words what it
 * asks for and what a span has instead, and it measures how far a span is from fulfilling it.
 */
import type { StoredSpan } from '../backends/traces/trace-store.ts';
import type { SpanIndex } from './span-index.ts';
import type { LocalizedText } from './text.ts';

export interface Criterion {
  /** What it looks at, a noun: "name", "parent". */
  readonly aspect: LocalizedText;
  /** What it asks for, behind "span" in English ("named `x`"), before it in Chinese ("名称为 `x`"). */
  readonly phrase: LocalizedText;
  /** Its share in the distance between a span and what was asked for; see `closestSpan`. */
  readonly weight: number;
  /** The name it asks for, to speak of a query shortly. */
  readonly label?: string;
  fulfilledBy(stored: StoredSpan, index: SpanIndex): boolean;
  /** How far a span is off that does not fulfil it: more than 0, at most 1. */
  distance(stored: StoredSpan, index: SpanIndex): number;
  /** What the span has instead, a clause: "its name is `y`". */
  actual(stored: StoredSpan, index: SpanIndex): LocalizedText;
}

/** A criterion that knows only yes and no. */
export function yesOrNo(
  criterion: Omit<Criterion, 'distance' | 'weight'> & { readonly weight?: number },
): Criterion {
  return {
    ...criterion,
    weight: criterion.weight ?? 1,
    distance: () => 1,
  };
}
