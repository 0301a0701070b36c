/** Spans as they reached a backend: what panels show and what the grader reads. */
import type { InstrumentationScope, Resource, Span } from '../../otlp/model.ts';

/** A span with where it came from. `resource` and `scope` are shared between the spans of one export. */
export interface StoredSpan {
  readonly span: Span;
  readonly resource: Resource;
  readonly scope: InstrumentationScope;
  /** Order of arrival, from 0. */
  readonly sequence: number;
}
