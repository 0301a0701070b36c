// @vitest-environment node
import { render } from 'preact-render-to-string';
import { describe, expect, it } from 'vitest';
import { checkoutTrace, sketchSpan } from './span-fixture.ts';
import { strings } from './strings-en.ts';
import { strings as zhCn } from './strings-zh-cn.ts';
import { TraceView, type TraceViewProps } from './trace-view.tsx';

const html = (props: Partial<TraceViewProps>) =>
  render(<TraceView spans={checkoutTrace()} language="en" strings={strings} {...props} />);
const rowsOf = (text: string) => text.match(/role="treeitem"[^>]*>/g) ?? [];

describe('the trace view, rendered without a browser', () => {
  it('draws a tree with a level for every span', () => {
    const text = html({});
    const rows = rowsOf(text);
    expect(rows).toHaveLength(27);
    expect(text).toContain('role="tree" aria-label="Spans of POST /checkout"');
    expect(rows[4]).toContain('aria-level="3"');
    expect(rows[4]).toContain('aria-expanded="true"');
    expect(rows[5]).not.toContain('aria-expanded');
    expect(text).toContain('POST, orders, 504.0 ms, error');
    expect(text).toContain('missing span a41f836c…');
  });

  it('lets the keyboard in at exactly one row', () => {
    expect(rowsOf(html({})).filter((row) => row.includes('tabindex="0"'))).toHaveLength(1);
  });

  it('places bars by start and duration on the axis', () => {
    const failed = rowsOf(html({})).find((row) => row.includes('is-error'));
    // 308 ms to 812 ms of an axis of 7 × 200 ms
    expect(failed).toContain('--tv-x:22%');
    expect(failed).toContain('--tv-w:36%');
  });

  it('shows what the selected span says, and its failure', () => {
    const text = html({ selectedSpanId: 'c3f1209be7754db7' });
    expect(text).toContain('aria-label="Details of POST"');
    expect(text).toContain('TimeoutError');
    expect(text).toContain('The operation was aborted due to timeout');
    expect(text).toContain('Its child POST /charges ran on for another 208.0 ms.');
    expect(text).toContain('server.port');
    expect(rowsOf(text).filter((row) => row.includes('aria-selected="true"'))).toHaveLength(1);
  });

  it('shows markup in names and values as text', () => {
    const hostile = '<img src=x onerror=alert(1)>';
    const span = sketchSpan({
      id: 'a0',
      name: hostile,
      service: hostile,
      to: 1,
      attributes: { [hostile]: hostile },
    });
    expect(html({ spans: [span], selectedSpanId: 'a0' })).not.toContain('<img');
  });

  it('folds long values', () => {
    const span = sketchSpan({ id: 'a0', to: 1, attributes: { body: 'x'.repeat(5_000_000) } });
    const text = html({ spans: [span], selectedSpanId: 'a0' });
    expect(text.length).toBeLessThan(20_000);
    expect(text).toContain('Show all 5,000,000 characters');
  });

  it('keeps the document small however many spans there are', () => {
    const spans = Array.from({ length: 10_000 }, (_, index) =>
      sketchSpan({ id: `s${index}`, parent: index === 0 ? '' : 's0', from: index, to: index + 1 }),
    );
    expect(rowsOf(html({ spans })).length).toBeLessThan(100);
  });

  it('chooses between several traces, and opens the one with the selected span', () => {
    const other = sketchSpan({
      traceId: 'ee'.repeat(16),
      id: 'e0',
      name: 'GET /other',
      from: 5000,
      to: 5001,
    });
    const spans = [...checkoutTrace(), other];
    expect(html({ spans })).toContain('2 traces');
    expect(html({ spans })).toContain('aria-label="Spans of POST /checkout"');
    expect(html({ spans, selectedSpanId: 'e0' })).toContain('role="tree" aria-label="Spans of GET /other"');
  });

  it('shows what it is given while there is no span', () => {
    expect(html({ spans: [] })).toContain('No spans arrived');
    expect(html({ spans: [], empty: <a href="/why">Why?</a> })).toContain('<a href="/why">Why?</a>');
  });

  it('speaks Chinese', () => {
    const text = html({ language: 'zh-cn', strings: zhCn, density: 'page' });
    expect(text).toContain('POST，orders，504.0 ms，错误');
    expect(text).toContain('关键路径');
    expect(text).toContain('26 个 Span');
  });
});
