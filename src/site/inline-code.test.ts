import { describe, expect, it } from 'vitest';
import { breakable, inlineCode } from './inline-code.ts';

describe('text with inline code', () => {
  it('becomes HTML with code elements', () => {
    expect(inlineCode('keep `await` and `ctx`')).toBe('keep <code>await</code> and <code>ctx</code>');
  });

  it('escapes everything, in and out of the backticks', () => {
    expect(inlineCode('a < b & `Map<"x">`')).toBe('a &lt; b &amp; <code>Map&lt;&quot;x&quot;&gt;</code>');
  });
});

it('lets long names break between their words', () => {
  expect(breakable('a[].max_total<')).toBe('a[]<wbr>.max<wbr>_total&lt;');
});
