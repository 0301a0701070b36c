import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { StoredSpan } from '../backends/traces/trace-store.ts';
import { SpanKind, StatusCode } from '../otlp/model.ts';
import { SpanQuery } from './span-query.ts';
import { makeChild, makeSpan } from './testing/make-span.ts';

const hello = makeSpan({ name: 'hello-world', service: 'hello' });
const child = makeChild(hello, { name: 'do-something', service: 'hello' });
const server = makeChild(child, {
  name: 'POST /orders/{id}',
  service: 'orders',
  kind: SpanKind.Server,
  status: { code: StatusCode.Error, message: 'no' },
  attributes: { 'http.response.status_code': 503n, 'http.route': '/orders/{id}', ratio: 0.5 },
  events: [{ timeUnixNano: 1n, name: 'exception', attributes: new Map(), droppedAttributesCount: 0 }],
});
const other = makeSpan({ name: 'hello-world', traceId: 'f'.repeat(32), parentSpanId: '1234567812345678' });
const spans = [hello, child, server, other];
const query = SpanQuery.of(spans);
const namesOf = (selected: SpanQuery): string[] => selected.all().map(({ span }) => span.name);

describe('a span query', () => {
  it('selects by name, service, kind, status, attribute, event', () => {
    expect(query.named('do-something').all()).toEqual([child]);
    expect(query.named(/^POST /g).all()).toEqual([server]);
    expect(query.ofService('orders').all()).toEqual([server]);
    expect(query.ofKind(SpanKind.Server).all()).toEqual([server]);
    expect(query.withStatus(StatusCode.Error).all()).toEqual([server]);
    expect(query.withEvent('exception').all()).toEqual([server]);
    expect(query.withAttribute('http.route').all()).toEqual([server]);
    expect(query.withAttribute('http.response.status_code', 503).all()).toEqual([server]);
    expect(query.withAttribute('http.response.status_code', '503').all()).toEqual([]);
    expect(query.withAttribute('ratio', 0.5).all()).toEqual([server]);
    expect(query.withResourceAttribute('service.name', /^ord/).all()).toEqual([server]);
  });

  it('selects by place in the trace', () => {
    const root = query.named('hello-world').root();
    expect(root.all()).toEqual([hello]);
    expect(query.childOf(root).all()).toEqual([child]);
    expect(query.descendantOf(root).all()).toEqual([child, server]);
    expect(query.inTraceOf(query.ofService('orders')).all()).toEqual([hello, child, server]);
  });

  it('takes a parent id of zeros for none', () => {
    const zeros = makeSpan({ parentSpanId: '0000000000000000' });
    expect(SpanQuery.of([zeros]).root().all()).toEqual([zeros]);
  });

  it('does not take a span of another trace for a parent', () => {
    const stranger = makeSpan({ traceId: 'e'.repeat(32), parentSpanId: hello.span.spanId });
    const all = SpanQuery.of([hello, stranger]);
    expect(all.childOf(all.named('hello-world')).all()).toEqual([]);
  });

  it('is not changed by further steps', () => {
    const named = query.named('hello-world');
    named.root();
    expect(namesOf(named)).toEqual(['hello-world', 'hello-world']);
    expect(named.traces).toBe(2);
  });

  it('selects nothing below nothing', () => {
    const nothing = query.named('no such span');
    expect(query.childOf(nothing).count).toBe(0);
    expect(query.descendantOf(nothing).count).toBe(0);
    expect(query.inTraceOf(nothing).count).toBe(0);
  });

  it('notices that the spans have become more', () => {
    const growing = [hello];
    expect(SpanQuery.of(growing).count).toBe(1);
    growing.push(child);
    expect(SpanQuery.of(growing).count).toBe(2);
  });

  it('says in both languages what it selects', () => {
    const described = query.named('do-something').childOf(query.named('hello-world').root()).describe();
    expect(described).toEqual({
      en: 'span named `do-something`, child of `hello-world`',
      'zh-cn': '名称为 `do-something`、父 Span 为 `hello-world` 的 Span',
    });
    expect(query.ofKind(SpanKind.Server).childOf(query.root()).describe().en).toBe(
      'span of kind `SERVER`, child of a span without a parent',
    );
  });

  it('quotes hostile names as one short code span', () => {
    const { en } = query.named(`a\`b\n${'x'.repeat(500)}`).describe();
    expect(en).toMatch(/^span named `a b x+…`$/);
    expect(en.length).toBeLessThan(110);
  });
});

/** Any forest or tangle: ids from a small set, so that duplicates, cycles and missing parents are common. */
const tangle = fc.array(
  fc.record({
    spanId: fc.nat(6),
    parentSpanId: fc.nat(6),
    traceId: fc.nat(1),
    name: fc.constantFrom('a', 'b', 'c'),
  }),
  { maxLength: 20 },
);
function build(
  shape: { spanId: number; parentSpanId: number; traceId: number; name: string }[],
): StoredSpan[] {
  return shape.map(({ spanId, parentSpanId, traceId, name }) =>
    makeSpan({
      name,
      spanId: String(spanId).padStart(16, '0'),
      parentSpanId: parentSpanId === 0 ? '' : String(parentSpanId).padStart(16, '0'),
      traceId: String(traceId).padStart(32, '1'),
    }),
  );
}

describe('any telemetry, however tangled', () => {
  it('gives every step a subset of what came before, in order', () => {
    fc.assert(
      fc.property(tangle, (shape) => {
        const all = SpanQuery.of(build(shape));
        const a = all.named('a');
        for (const narrowed of [a, a.root(), all.childOf(a), all.descendantOf(a), all.inTraceOf(a)]) {
          expect(all.all().filter((span) => narrowed.all().includes(span))).toEqual(narrowed.all());
        }
      }),
    );
  });

  it('has every child among the descendants, and every descendant in its ancestor’s trace', () => {
    fc.assert(
      fc.property(tangle, (shape) => {
        const all = SpanQuery.of(build(shape));
        const a = all.named('a');
        const below = all.descendantOf(a).all();
        expect(
          all
            .childOf(a)
            .all()
            .every((span) => below.includes(span)),
        ).toBe(true);
        const traces = new Set(a.all().map(({ span }) => span.traceId));
        expect(below.every(({ span }) => traces.has(span.traceId))).toBe(true);
      }),
    );
  });

  it('has a closest span exactly when nothing is selected and something is alike', () => {
    fc.assert(
      fc.property(tangle, (shape) => {
        const asked = SpanQuery.of(build(shape)).named('a').root().withEvent('e');
        const closest = asked.closest();
        expect(closest === undefined).toBe(
          asked.index.spans.every(({ span }) => span.name !== 'a' && span.parentSpanId !== ''),
        );
        if (closest === undefined) return;
        expect(closest.distance).toBeGreaterThan(0);
        expect(closest.distance).toBeLessThan(7);
      }),
    );
  });
});

describe('a hundred thousand spans', () => {
  const SIZE = 100_000;
  const id = (n: number): string => n.toString(16).padStart(16, '0');

  it('in one chain that closes to a cycle are walked once', () => {
    const chain = Array.from({ length: SIZE }, (_, n) =>
      makeSpan({ spanId: id(n + 1), parentSpanId: id(((n + SIZE - 1) % SIZE) + 1), name: `${n}` }),
    );
    const all = SpanQuery.of(chain);
    expect(all.descendantOf(all.named('0')).count).toBe(SIZE);
    expect(all.root().closest()).toBeUndefined();
    expect(all.named('no').childOf(all.named('7')).closest()?.stored.span.name).toBe('8');
  });

  it('with one id are told apart', () => {
    const same = Array.from({ length: SIZE }, () => makeSpan({ spanId: id(1), parentSpanId: id(1) }));
    const all = SpanQuery.of(same);
    expect(all.descendantOf(all).count).toBe(SIZE);
  });
});
