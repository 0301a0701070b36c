import { describe, expect, it } from 'vitest';
import { hashSource, headersForAll, inlineScripts, withSources } from './security-policy.ts';

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

  it('has what is only known at the build put in, and leaves out what is not wanted', () => {
    const policy =
      "script-src {inline-script-hashes}; connect-src 'self' {webcontainer-probe}; frame-src {webcontainer-frame};";
    const off = { 'inline-script-hashes': 'h', 'webcontainer-probe': '', 'webcontainer-frame': "'none'" };
    expect(withSources(policy, off)).toBe("script-src h; connect-src 'self'; frame-src 'none';");
    expect(() => withSources('script-src {inline-script-hashes}', off)).toThrow('{webcontainer-probe}');
  });

  it('reads the headers of every page from a _headers file', () => {
    const file = '# note\n/*\n  A: 1\n  B: x: y\n\n/_astro/*\n  C: 3\n';
    expect(headersForAll(file)).toEqual({ A: '1', B: 'x: y' });
  });
});
