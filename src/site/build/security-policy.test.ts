import { describe, expect, it } from 'vitest';
import { hashSource, headersForAll, inlineScripts } from './security-policy.ts';

describe('the security policy', () => {
  it('names inline scripts only: no files, no data blocks', () => {
    const html = `<script>a()</script><script src="/x.js"></script><script type="module">b()</script>
      <script type="application/ld+json">{}</script><script async>c()</script>`;
    expect(inlineScripts(html)).toEqual(['a()', 'b()', 'c()']);
  });

  it('hashes as the Content-Security-Policy wants it', () => {
    expect(hashSource("alert('Hello, world.');")).toBe(
      "'sha256-qznLcsROx4GACP2dm0UCKCzCG+HiZ1guq6ZZDob/Tng='",
    );
  });

  it('reads the headers of every page from a _headers file', () => {
    const file = '# note\n/*\n  A: 1\n  B: x: y\n\n/_astro/*\n  C: 3\n';
    expect(headersForAll(file)).toEqual({ A: '1', B: 'x: y' });
  });
});
