import { describe, expect, it } from 'vitest';
import { readingMinutes } from './reading-time.ts';

const words = (count: number) => Array.from({ length: count }, () => 'span').join(' ');

describe('reading time', () => {
  it('is words / 200 in English', () => {
    expect(readingMinutes(words(1000), 'en')).toBe(5);
  });

  it('is characters / 400 in Chinese, plus the Latin words among them', () => {
    expect(readingMinutes('追'.repeat(2000), 'zh-cn')).toBe(5);
    expect(readingMinutes(`${'追'.repeat(2000)} ${words(400)}`, 'zh-cn')).toBe(7);
  });

  it('is at least a minute', () => {
    expect(readingMinutes('', 'en')).toBe(1);
  });

  it('does not count code blocks, tags, attributes, link targets and comments', () => {
    const rest = [
      '---\ntitle: one two three\n---\n',
      `\`\`\`ts title="a"\n${words(900)}\n\`\`\`\n`,
      `<Bars label="${words(300)}" rows={[{ service: 'a', start: 0, end: { of: [1] } }]} />\n`,
      `[text](https://example.org/${'long/'.repeat(300)})\n`,
      `{/* ${words(500)} */}\n`,
    ].join('\n');
    expect(readingMinutes(rest + words(400), 'en')).toBe(2);
  });

  it('counts what stands between tags and in inline code', () => {
    expect(readingMinutes(`<Callout type="note">\n${words(399)} \`http.route\`\n</Callout>`, 'en')).toBe(2);
  });
});
