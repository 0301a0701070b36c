import { describe, expect, it } from 'vitest';
import {
  expectCount,
  expectEvery,
  expectOne,
  expectOneToBe,
  expectSome,
  firstFailure,
  pass,
} from './expectations.ts';
import { withServiceName } from './span-criteria.ts';
import { SpanQuery } from './span-query.ts';
import { makeChild, makeSpan } from './testing/make-span.ts';
import { ended, insideItsParent, lastsAtLeast } from './time-criteria.ts';
import { withKnownParent } from './tree-criteria.ts';

const hello = makeSpan({ name: 'hello-world' });
const child = makeChild(hello, { name: 'do-something' });
const start = hello.span.startTimeUnixNano;

describe('every expectation', () => {
  it('fails on a query that selects nothing, with or without spans', () => {
    for (const spans of [[], [hello]]) {
      const nothing = SpanQuery.of(spans).named('do-something');
      for (const outcome of [
        expectOne(nothing),
        expectCount(nothing, 2),
        expectSome(nothing),
        expectEvery(nothing, ended()),
        expectOneToBe(nothing, ended()),
      ]) {
        expect(outcome.status).toBe('fail');
      }
    }
  });

  it('can not be asked for no spans at all', () => {
    expect(() => expectCount(SpanQuery.of([]), 0)).toThrow(RangeError);
  });
});

describe('a failure', () => {
  it('says what was expected, what arrived, and which span comes closest', () => {
    const unnamed = makeSpan({ name: 'unnamed', service: 'hello-trace' });
    expect(expectOne(SpanQuery.of([unnamed]).named('hello-world').root())).toEqual({
      status: 'fail',
      expected: {
        en: 'exactly one span named `hello-world`, without a parent',
        'zh-cn': '恰好 1 个名称为 `hello-world`、没有父 Span 的 Span',
      },
      found: { en: 'none; what arrived: 1 span (`unnamed`)', 'zh-cn': '没有；已到达 1 个 Span（`unnamed`）' },
      closest: {
        traceId: unnamed.span.traceId,
        spanId: unnamed.span.spanId,
        name: 'unnamed',
        service: 'hello-trace',
      },
      hint: {
        en: 'Right place in the trace; only the name differs: its name is `unnamed`.',
        'zh-cn': '在追踪中的位置正确，只有名称不同：名称是 `unnamed`。',
      },
    });
  });

  it('counts the spans that are too many, and their traces', () => {
    const twice = SpanQuery.of([hello, makeSpan({ name: 'hello-world', traceId: 'd'.repeat(32) })]);
    expect(expectOne(twice.named('hello-world'))).toMatchObject({
      found: { en: '2 of them in 2 traces', 'zh-cn': '2 个，分属 2 条追踪' },
    });
  });

  it('counts the spans that differ and shows the first', () => {
    const nameless = makeSpan({ name: 'b', service: '' });
    expect(expectEvery(SpanQuery.of([hello, nameless]), withServiceName())).toMatchObject({
      status: 'fail',
      expected: { en: 'spans, each with a `service.name`', 'zh-cn': '每个 Span 都带有 `service.name`' },
      found: {
        en: '1 of 2 differ; of `b`, its resource has no `service.name`',
        'zh-cn': '2 个中有 1 个不符；`b`：它的 Resource 没有 `service.name`',
      },
      closest: { spanId: nameless.span.spanId },
    });
  });

  it('lists a few of many names', () => {
    const many = Array.from({ length: 1000 }, (_, n) => makeSpan({ name: `span ${n}` }));
    expect(expectSome(SpanQuery.of(many).ofService('x'))).toMatchObject({
      found: { en: 'none; what arrived: 1000 spans (`span 0`, `span 1`, `span 2` …)' },
    });
  });

  it('is the first of several expectations that does not hold', () => {
    const failing = expectOne(SpanQuery.of([]));
    expect(firstFailure(pass(), () => failing)).toBe(failing);
    expect(firstFailure(failing, () => expect.unreachable())).toBe(failing);
    expect(firstFailure(pass(), () => pass())).toEqual({ status: 'pass' });
  });
});

describe('times', () => {
  const at = (ms: number): bigint => start + BigInt(ms * 1e6);
  const judged = (from: number, to: number) => {
    const span = makeChild(hello, { startTimeUnixNano: at(from), endTimeUnixNano: at(to) });
    return expectOneToBe(SpanQuery.of([hello, span]).childOf(SpanQuery.of([hello])), insideItsParent());
  };

  it('of a child lie within its parent, but for what clocks may differ', () => {
    expect(judged(0, 10).status).toBe('pass');
    expect(judged(-1, 11.9).status).toBe('pass');
    expect(judged(0, 15)).toMatchObject({
      found: { en: 'it ends 5.0 ms after its parent', 'zh-cn': '它比父 Span 晚 5.0 毫秒结束' },
    });
    expect(judged(-5, 5)).toMatchObject({ found: { en: 'it starts before its parent' } });
  });

  it('make a duration of at least what was asked for', () => {
    const one = SpanQuery.of([child]);
    expect(expectOneToBe(one, lastsAtLeast(12)).status).toBe('pass');
    expect(expectOneToBe(one, lastsAtLeast(30))).toMatchObject({
      expected: { en: 'span, lasting at least 30 ms', 'zh-cn': 'Span，持续至少 30 毫秒' },
      found: { en: 'it lasts 10.0 ms', 'zh-cn': '它持续了 10.0 毫秒' },
    });
  });

  it('that can not be are refused', () => {
    for (const [startTimeUnixNano, endTimeUnixNano] of [
      [start, 0n],
      [0n, start],
      [start, start - 1n],
      [start, start + 90_000_000_000_000n],
    ] as const) {
      const span = makeSpan({ startTimeUnixNano, endTimeUnixNano });
      expect(expectEvery(SpanQuery.of([span]), ended()).status).toBe('fail');
    }
    expect(expectEvery(SpanQuery.of([hello, child]), ended()).status).toBe('pass');
  });
});

describe('parents', () => {
  it('must have arrived', () => {
    expect(expectEvery(SpanQuery.of([child, hello]), withKnownParent()).status).toBe('pass');
    expect(expectEvery(SpanQuery.of([child]), withKnownParent())).toMatchObject({
      status: 'fail',
      expected: { 'zh-cn': '每个 Span 都能找到自己的父 Span' },
    });
  });
});

describe('a service name', () => {
  it('is more than what SDKs put where nothing was said', () => {
    for (const service of ['', ' ', 'unknown_service', 'unknown_service:node']) {
      expect(expectEvery(SpanQuery.of([makeSpan({ service })]), withServiceName()).status).toBe('fail');
    }
    expect(expectEvery(SpanQuery.of([hello]), withServiceName()).status).toBe('pass');
  });
});
