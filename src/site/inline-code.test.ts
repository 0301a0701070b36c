import { describe, expect, it } from 'vitest';
import { inlineCode } from './inline-code.ts';

describe('text with inline code', () => {
  it('becomes HTML with code elements', () => {
    expect(inlineCode('keep `await` and `ctx`')).toBe('keep <code>await</code> and <code>ctx</code>');
  });

  it('escapes everything, in and out of the backticks', () => {
    expect(inlineCode('a < b & `Map<"x">`')).toBe('a &lt; b &amp; <code>Map&lt;&quot;x&quot;&gt;</code>');
  });
});
