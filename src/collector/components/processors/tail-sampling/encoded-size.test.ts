import fc from 'fast-check';
import { expect, test } from 'vitest';
import { encodeTraces } from '../../../../otlp/export-request.ts';
import type { Span } from '../../../../otlp/model.ts';
import { spansOf } from '../../../../otlp/spans.ts';
import { arbitraryTraces } from '../../../../otlp/testing/arbitrary-traces.ts';
import { encodedSize } from './encoded-size.ts';

const TRACE_ID = 'a'.repeat(32);
const SPAN_ID = 'b'.repeat(16);

test('counts the bytes that are written, where there are ids', () => {
  fc.assert(
    fc.property(arbitraryTraces, (data) => {
      for (const { span } of spansOf(data)) fillIds(span);
      expect(encodedSize(data.resourceSpans)).toBe(encodeTraces(data, 'protobuf').length);
    }),
  );
});

function fillIds(span: Span): void {
  span.parentSpanId ||= SPAN_ID;
  for (const item of [span, ...span.links]) {
    item.traceId ||= TRACE_ID;
    item.spanId ||= SPAN_ID;
  }
}
