import { render } from 'preact-render-to-string';
import { describe, expect, it } from 'vitest';
import { RichText } from './rich-text.tsx';

const html = (text: string) => render(<RichText text={text} />);

describe('a sentence with code', () => {
  it('shows what stands in backticks as code', () => {
    expect(html('`a` is a child of `b`')).toBe('<code>a</code> is a child of <code>b</code>');
  });

  it('keeps a lone backtick, and lets nothing become markup', () => {
    expect(html('a ` b')).toBe('a ` b');
    expect(html('`<b>` & <i>')).toBe('<code>&lt;b></code> &amp; &lt;i>');
  });
});
