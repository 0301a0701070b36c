import { SpanContext } from '../../contexts/transform-context.ts';
import { defineFunction } from '../../function.ts';

/** Whether the span has no parent. Only for statements on spans: it isn't among the standard functions. */
export const isRootSpan = defineFunction({
  name: 'IsRootSpan',
  parameters: {},
  create: () => (context) => context instanceof SpanContext && context.span.parentSpanId === '',
});
