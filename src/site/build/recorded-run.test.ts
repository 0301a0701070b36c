import { describe, expect, it } from 'vitest';
import type { StoredSpan } from '../../backends/traces/trace-store.ts';
import { spanRows } from './recorded-run.ts';

function stored(name: string, spanId: string, parentSpanId: string, start: bigint, end: bigint): StoredSpan {
  return {
    sequence: 0,
    resource: { attributes: new Map([['service.name', 'shop']]), droppedAttributesCount: 0 },
    scope: { name: '', version: '', attributes: new Map(), droppedAttributesCount: 0 },
    span: {
      traceId: 'a'.repeat(32),
      spanId,
      parentSpanId,
      traceState: '',
      flags: 1,
      name,
      kind: 1,
      startTimeUnixNano: start,
      endTimeUnixNano: end,
      attributes: new Map(),
      droppedAttributesCount: 0,
      events: [],
      droppedEventsCount: 0,
      links: [],
      droppedLinksCount: 0,
      status: { code: 0, message: '' },
    },
  };
}

describe('the rows of a recorded run', () => {
  it('come in order of their start, indented by depth, in ms since the first', () => {
    const spans = [
      stored('child', '02', '01', 1_001_500_000n, 1_030_000_000n),
      stored('root', '01', '', 1_000_000_000n, 1_040_000_000n),
    ];
    expect(spanRows(spans)).toEqual([
      { service: 'shop', name: 'root', depth: 0, start: 0, end: 40 },
      { service: 'shop', name: 'child', depth: 1, start: 1.5, end: 30 },
    ]);
  });

  it('end although two spans are each other’s parent', () => {
    const spans = [stored('a', '01', '02', 0n, 1n), stored('b', '02', '01', 0n, 1n)];
    expect(spanRows(spans)).toHaveLength(2);
  });
});
