import { codeToHtml } from 'shiki';
import { describe, expect, it } from 'vitest';
import { codeFrame, fenceTitle, markedLines, syntaxTheme } from './syntax.ts';

const render = (code: string, lang: string, meta = '') =>
  codeToHtml(code, { lang, theme: syntaxTheme, transformers: [codeFrame], meta: { __raw: meta } });

describe('code in lessons', () => {
  it('is marked by classes and carries no colour of its own', async () => {
    const html = await render('const name = "span"; // one', 'ts');
    expect(html).toContain('<span class="k">const</span>');
    expect(html).toContain('<span class="s">"span"</span>');
    expect(html).toMatch(/<span class="c">\/\/ one<\/span>/);
    expect(html).not.toContain('style=');
  });

  it('has one block a line, empty ones too, and marks those named in the fence', async () => {
    const html = await render('a\n\nb', 'text', 'title="x.txt" {2-3}');
    expect(html.match(/class="ln/g)).toHaveLength(3);
    expect(html.match(/class="ln mark"/g)).toHaveLength(2);
    expect(html).toContain('<figcaption>x.txt</figcaption>');
  });

  it('keeps the tabs of Go', async () => {
    expect(await render('func main() {\n\treturn\n}', 'go')).toContain('\t');
  });

  it('can be focused, since it scrolls, and says what it is', async () => {
    expect(await render('a: 1', 'yaml')).toContain('tabindex="0" role="group" aria-label="YAML"');
  });
});

describe('what stands after the fence', () => {
  it('gives the title and the marked lines', () => {
    expect(fenceTitle('title="src/main.ts" {1}')).toBe('src/main.ts');
    expect(fenceTitle(undefined)).toBeUndefined();
    expect([...markedLines('title="a{9}" {1,4-6}')]).toEqual([1, 4, 5, 6]);
    expect([...markedLines('')]).toEqual([]);
  });
});
