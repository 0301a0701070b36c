/** The criteria on a span's place in its trace. */
import type { StoredSpan } from '../backends/traces/trace-store.ts';
import { type Criterion, yesOrNo } from './criterion.ts';
import { parentIdOf, type SpanIndex } from './span-index.ts';
import type { LocalizedText } from './text.ts';
import { code, text } from './write-text.ts';

/** Spans a place in the tree refers to: a query, seen from here. */
export interface SpanSelection {
  all(): readonly StoredSpan[];
  /** "`hello-world`", or the whole description where no name was asked for. */
  shortly(): LocalizedText;
}

export function root(): Criterion {
  return yesOrNo({
    aspect: text('place in the trace', '在追踪中的位置'),
    phrase: text('without a parent', '没有父 Span'),
    weight: 2,
    fulfilledBy: (stored) => parentIdOf(stored) === '',
    actual: parentText,
  });
}

/** Its parent is one of the selected spans, which are of the same trace by that. */
export function childOf(parents: SpanSelection): Criterion {
  return related(
    parents,
    (name) => text(`child of ${name.en}`, `父 Span 为 ${name['zh-cn']}`),
    (stored, index, selected) => {
      const parent = index.parentOf(stored);
      return parent !== undefined && selected.has(parent);
    },
  );
}

/** A selected span is its parent, or its parent's, and so on. */
export function descendantOf(ancestors: SpanSelection): Criterion {
  let below: ReadonlySet<StoredSpan> | undefined;
  return related(
    ancestors,
    (name) => text(`below ${name.en}`, `位于 ${name['zh-cn']} 之下`),
    (stored, index) => {
      below ??= index.descendantsOf(ancestors.all());
      return below.has(stored);
    },
  );
}

/** It shares its trace id with a selected span. */
export function inTraceOf(others: SpanSelection): Criterion {
  const traces = lazily(() => new Set(others.all().map(({ span }) => span.traceId)));
  const name = others.shortly();
  return yesOrNo({
    aspect: text('trace', '追踪'),
    phrase: text(`in the trace of ${name.en}`, `与 ${name['zh-cn']} 属于同一追踪`),
    weight: 2,
    fulfilledBy: ({ span }) => traces().has(span.traceId),
    actual: () => text('it belongs to another trace', '它属于另一条追踪'),
  });
}

/** A root, or its parent arrived too. A parent that was never ended is never exported. */
export function withKnownParent(): Criterion {
  return yesOrNo({
    aspect: text('parent', '父 Span'),
    phrase: text('with a parent that arrived, or none', '能找到自己的父 Span'),
    weight: 2,
    fulfilledBy: (stored, index) => parentIdOf(stored) === '' || index.parentOf(stored) !== undefined,
    actual: parentText,
  });
}

/** Half the distance for a span that is at least in the right trace. */
function related(
  selection: SpanSelection,
  phrase: (name: LocalizedText) => LocalizedText,
  fulfilled: (stored: StoredSpan, index: SpanIndex, selected: ReadonlySet<StoredSpan>) => boolean,
): Criterion {
  const selected = lazily(() => new Set(selection.all()));
  const traces = lazily(() => new Set(selection.all().map(({ span }) => span.traceId)));
  const name = selection.shortly();
  return {
    aspect: text('parent', '父 Span'),
    phrase: phrase(name),
    weight: 2,
    fulfilledBy: (stored, index) => fulfilled(stored, index, selected()),
    distance: ({ span }) => (traces().has(span.traceId) ? 0.5 : 1),
    actual: parentText,
  };
}

function parentText(stored: StoredSpan, index: SpanIndex): LocalizedText {
  if (parentIdOf(stored) === '') return text('it has no parent', '它没有父 Span');
  const parent = index.parentOf(stored);
  return parent === undefined
    ? text('its parent did not arrive', '它的父 Span 没有到达')
    : text(`its parent is ${code(parent.span.name)}`, `父 Span 是 ${code(parent.span.name)}`);
}

function lazily<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}
