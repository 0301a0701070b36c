import { describe, expect, it } from 'vitest';
import { SpanKind } from '../otlp/model.ts';
import { distanceFrom } from './similarity.ts';
import { SpanQuery } from './span-query.ts';
import { makeChild, makeSpan } from './testing/make-span.ts';

const hello = makeSpan({ name: 'hello-world' });

describe('the closest span', () => {
  it('is the one of the right name, and the sentence says what differs', () => {
    const orphan = makeSpan({ name: 'do-something', traceId: 'd'.repeat(32) });
    const all = SpanQuery.of([hello, orphan]);
    const closest = all.named('do-something').childOf(all.named('hello-world')).closest();
    expect(closest?.stored).toBe(orphan);
    expect(closest?.difference).toEqual({
      en: 'Right name; only the parent differs: it has no parent.',
      'zh-cn': '名称正确，只有父 Span 不同：它没有父 Span。',
    });
  });

  it('names every aspect when several differ', () => {
    const span = makeSpan({ name: 'POST /orders/7f3a', service: 'orders', kind: SpanKind.Client });
    const asked = SpanQuery.of([span]).ofService('orders').named('POST /orders/{id}').ofKind(SpanKind.Server);
    expect(asked.closest()?.difference).toEqual({
      en: 'Right service; name and kind differ: its name is `POST /orders/7f3a`, its kind is `CLIENT`.',
      'zh-cn': '服务正确，名称与类型不同：名称是 `POST /orders/7f3a`，类型是 `CLIENT`。',
    });
  });

  it('is that of the most similar name when only names are asked for', () => {
    const spans = ['checkout', 'POST /orders/7f3a', 'GET /health'].map((name) => makeSpan({ name }));
    const closest = SpanQuery.of(spans).named('POST /orders/{id}').closest();
    expect(closest?.stored.span.name).toBe('POST /orders/7f3a');
    expect(closest?.difference.en).toBe('Its name is `POST /orders/7f3a`.');
  });

  it('prefers the attribute with another value to none', () => {
    const spans = [makeSpan(), makeSpan({ attributes: { 'http.route': '/a' } })];
    expect(SpanQuery.of(spans).withAttribute('http.route', '/b').closest()?.stored).toBe(spans[1]);
  });

  it('prefers another parent in the right trace to another trace', () => {
    const right = makeChild(makeChild(hello), { name: 'work' });
    const spans = [hello, makeSpan({ name: 'work', traceId: 'd'.repeat(32) }), right];
    const all = SpanQuery.of(spans);
    expect(all.named('work').childOf(all.named('hello-world')).closest()?.stored).toBe(right);
  });

  it('is the first that arrived, of equals', () => {
    const spans = [makeSpan({ name: 'a' }), makeSpan({ name: 'a' })];
    expect(SpanQuery.of(spans).named('a').withEvent('e').closest()?.stored).toBe(spans[0]);
  });

  it('is none when nothing is alike, or something is selected', () => {
    const all = SpanQuery.of([hello]);
    expect(all.named('xyz').closest()).toBeUndefined();
    expect(all.named('hello-world').closest()).toBeUndefined();
    expect(SpanQuery.of([]).named('hello-world').closest()).toBeUndefined();
  });
});

describe('the distance of names', () => {
  it('is 0 only for equal names, and small for other letter case', () => {
    expect(distanceFrom('a')('a')).toBe(0);
    expect(distanceFrom('Hello-World')('hello-world')).toBe(0.05);
    expect(distanceFrom('abab')('baba')).toBeGreaterThan(0);
    expect(distanceFrom(`${'x'.repeat(64)}a`)(`${'x'.repeat(64)}b`)).toBeGreaterThan(0);
    expect(distanceFrom('')('a')).toBe(1);
    expect(distanceFrom('checkout')('Check out')).toBeLessThan(distanceFrom('checkout')('lookout'));
  });
});
