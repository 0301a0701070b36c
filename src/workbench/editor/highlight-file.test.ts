import { describe, expect, it } from 'vitest';
import { highlightFile } from './highlight-file.ts';

describe('highlighting a file for the page', () => {
  it('marks tokens line by line', () => {
    expect(highlightFile('src/main.ts', "// hi\nconst n = f('a');\n")).toBe(
      '<span class="ln"><span class="c">// hi</span></span>' +
        '<span class="ln"><span class="k">const</span> n = <span class="f">f</span>(<span class="s">\'a\'</span>);</span>' +
        '<span class="ln"></span>',
    );
    expect(highlightFile('collector.yaml', 'batch: # x')).toContain(
      '<span class="p">batch</span>: <span class="c"># x</span>',
    );
  });

  it('lets no code become markup', () => {
    for (const path of ['a.ts', 'a.txt', 'a.json']) {
      const html = highlightFile(path, '<img src=x onerror="alert(1)"> & `</span><b>`');
      expect(html.replace(/<\/?span[^>]*>/g, '')).not.toMatch(/[<>]/);
    }
  });
});
