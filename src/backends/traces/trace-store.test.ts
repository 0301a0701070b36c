import { describe, expect, test } from 'vitest';
import type { Span, TracesData } from '../../otlp/model.ts';
import { TraceStore, type TraceStoreChange } from './trace-store.ts';

function span(traceId: string, parts: Partial<Span> = {}): Span {
  return {
    traceId,
    spanId: '1',
    traceState: '',
    parentSpanId: '',
    flags: 0,
    name: 'op',
    kind: 1,
    startTimeUnixNano: 100n,
    endTimeUnixNano: 200n,
    attributes: new Map(),
    droppedAttributesCount: 0,
    events: [],
    droppedEventsCount: 0,
    links: [],
    droppedLinksCount: 0,
    status: { code: 0, message: '' },
    ...parts,
  };
}

function traces(service: string, spans: Span[]): TracesData {
  return {
    resourceSpans: [
      {
        resource: { attributes: new Map([['service.name', service]]), droppedAttributesCount: 0 },
        scopeSpans: [
          {
            scope: { name: 's', version: '', attributes: new Map(), droppedAttributesCount: 0 },
            spans,
            schemaUrl: '',
          },
        ],
        schemaUrl: '',
      },
    ],
  };
}

const names = (spans: readonly { span: Span }[]): string[] => spans.map(({ span }) => span.name);

describe('the trace store', () => {
  test('numbers spans in the order of arrival, across exports', () => {
    const store = new TraceStore();
    const added = store.add(traces('a', [span('t1', { name: 'x' }), span('t2', { name: 'y' })]));
    store.add(traces('b', [span('t1', { name: 'z' })]));
    expect(added.map(({ sequence }) => sequence)).toEqual([0, 1]);
    expect(names(store.spans())).toEqual(['x', 'y', 'z']);
    expect(names(store.trace('t1'))).toEqual(['x', 'z']);
    expect(store.trace('nope')).toEqual([]);
    expect(store.spans()[0]!.resource).toBe(store.spans()[1]!.resource);
  });

  test('sums up each trace', () => {
    const store = new TraceStore();
    store.add(
      traces('front', [
        span('t1', {
          name: 'child',
          parentSpanId: 'p',
          startTimeUnixNano: 50n,
          endTimeUnixNano: 500n,
          status: { code: 2, message: '' },
        }),
      ]),
    );
    expect(store.traces()).toMatchObject([{ rootName: 'child', service: 'front', hasRoot: false }]);
    store.add(traces('edge', [span('t1', { name: 'root', startTimeUnixNano: 60n })]));
    expect(store.traces()).toEqual([
      {
        traceId: 't1',
        rootName: 'root',
        service: 'edge',
        hasRoot: true,
        spanCount: 2,
        startTimeUnixNano: 50n,
        durationNano: 450n,
        errorCount: 1,
      },
    ]);
  });

  test('a trace that ends before it starts lasts no time', () => {
    const store = new TraceStore();
    store.add(traces('a', [span('t1', { startTimeUnixNano: 10n, endTimeUnixNano: 0n })]));
    expect(store.traces()[0]!.durationNano).toBe(0n);
  });

  test('drops the oldest trace whole when it is full, and counts it', () => {
    const store = new TraceStore({ maxSpans: 4 });
    store.add(traces('a', [span('t1'), span('t1'), span('t2')]));
    const added = store.add(traces('a', [span('t3'), span('t3')]));
    expect(added).toHaveLength(2);
    expect(store.traces().map(({ traceId }) => traceId)).toEqual(['t2', 't3']);
    expect([store.size, store.evicted]).toEqual([3, { traces: 1, spans: 2 }]);
  });

  test('drops further spans of a trace that is over the limit alone', () => {
    const store = new TraceStore({ maxSpans: 2 });
    expect(store.add(traces('a', [span('t1'), span('t1'), span('t1')]))).toHaveLength(2);
    expect(store.evicted).toEqual({ traces: 0, spans: 1 });
  });

  test('tells subscribers what came, until they leave', () => {
    const store = new TraceStore();
    const changes: TraceStoreChange[] = [];
    const leave = store.subscribe((change) => changes.push(change));
    store.add(traces('a', [span('t1')]));
    store.add({ resourceSpans: [] });
    store.clear();
    leave();
    store.add(traces('a', [span('t2')]));
    expect(changes.map((change) => (change.kind === 'added' ? change.spans.length : change.kind))).toEqual([
      1,
      'cleared',
    ]);
  });

  test('begins anew when it is cleared', () => {
    const store = new TraceStore();
    store.add(traces('a', [span('t1')]));
    store.clear();
    expect([store.spans(), store.traces(), store.size]).toEqual([[], [], 0]);
    expect(store.add(traces('a', [span('t2')]))[0]!.sequence).toBe(0);
  });
});
