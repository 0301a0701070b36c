/**
 * Selects spans of a run. Immutable: every step returns a new query. A query that selects nothing fails every
 * expectation made of it.
 *
 * @example
 * const hello = SpanQuery.of(spans).named('hello-world').root();
 * const child = SpanQuery.of(spans).named('do-something').childOf(hello);
 * return expectOne(child);
 */
import type { StoredSpan } from '../backends/traces/trace-store.ts';
import type { SpanKind, StatusCode } from '../otlp/model.ts';
import { type ClosestSpan, closestSpan } from './closest-span.ts';
import type { Criterion } from './criterion.ts';
import * as own from './span-criteria.ts';
import { SpanIndex } from './span-index.ts';
import type { LocalizedText } from './text.ts';
import * as tree from './tree-criteria.ts';
import { chinese, code, listText, text } from './write-text.ts';

/** One index for all checks of a run, which ask the same array. */
const indexes = new WeakMap<readonly StoredSpan[], SpanIndex>();

export class SpanQuery {
  readonly index: SpanIndex;
  readonly criteria: readonly Criterion[];
  #selected: readonly StoredSpan[] | undefined;

  private constructor(index: SpanIndex, criteria: readonly Criterion[]) {
    this.index = index;
    this.criteria = criteria;
  }

  /** All spans of the run; the array must not change afterwards. */
  static of(spans: readonly StoredSpan[]): SpanQuery {
    let index = indexes.get(spans);
    if (index === undefined || index.spans.length !== spans.length) {
      index = new SpanIndex(spans);
      indexes.set(spans, index);
    }
    return new SpanQuery(index, []);
  }

  /** Narrows the query by any criterion. */
  which(criterion: Criterion): SpanQuery {
    return new SpanQuery(this.index, [...this.criteria, criterion]);
  }

  named(name: string | RegExp): SpanQuery {
    return this.which(own.named(name));
  }

  /** By `service.name` of the resource. */
  ofService(service: string): SpanQuery {
    return this.which(own.ofService(service));
  }

  ofKind(kind: SpanKind): SpanQuery {
    return this.which(own.ofKind(kind));
  }

  withStatus(status: StatusCode): SpanQuery {
    return this.which(own.withStatus(status));
  }

  withEvent(name: string): SpanQuery {
    return this.which(own.withEvent(name));
  }

  withAttribute(key: string, expected?: own.ExpectedValue): SpanQuery {
    return this.which(own.withAttribute(key, expected));
  }

  withResourceAttribute(key: string, expected?: own.ExpectedValue): SpanQuery {
    return this.which(own.withResourceAttribute(key, expected));
  }

  /** Without a parent. */
  root(): SpanQuery {
    return this.which(tree.root());
  }

  childOf(parents: SpanQuery): SpanQuery {
    return this.which(tree.childOf(parents));
  }

  descendantOf(ancestors: SpanQuery): SpanQuery {
    return this.which(tree.descendantOf(ancestors));
  }

  inTraceOf(others: SpanQuery): SpanQuery {
    return this.which(tree.inTraceOf(others));
  }

  /** In order of arrival. */
  all(): readonly StoredSpan[] {
    this.#selected ??= this.index.spans.filter((stored) =>
      this.criteria.every((criterion) => criterion.fulfilledBy(stored, this.index)),
    );
    return this.#selected;
  }

  get count(): number {
    return this.all().length;
  }

  first(): StoredSpan | undefined {
    return this.all()[0];
  }

  /** How many traces the selected spans belong to. */
  get traces(): number {
    return new Set(this.all().map(({ span }) => span.traceId)).size;
  }

  /** The span of the run that comes nearest to being selected; `undefined` when some are, or none has anything in common. */
  closest(): ClosestSpan | undefined {
    return closestSpan(this.index, this.criteria);
  }

  /** "span named `a`, without a parent"; "名称为 `a`、没有父 Span 的 Span". */
  describe(): LocalizedText {
    if (this.criteria.length === 0) return text('span', 'Span');
    const phrases = listText(this.criteria.map(({ phrase }) => phrase));
    return text(`span ${phrases.en}`, chinese(phrases['zh-cn'], '的 Span'));
  }

  shortly(): LocalizedText {
    const label = this.criteria.find((criterion) => criterion.label !== undefined)?.label;
    if (label !== undefined) return text(code(label), code(label));
    const whole = this.describe();
    return text(`a ${whole.en}`, whole['zh-cn']);
  }
}
