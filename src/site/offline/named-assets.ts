/**
 * Files a page, style sheet or script loads by itself or, as an island of a page, at the first touch: attributes,
 * `url(…)`, static imports. What a script imports later is not among them.
 */
export function assetsNamedIn(text: string, assets: ReadonlySet<string>): string[] {
  const found = new Set<string>();
  for (const [, name = ''] of text.matchAll(
    /(?:(?:src|href|-url)=|url\(|\bfrom\s*|\bimport\s*)["']?[^"'()\s>]*?([\w.@~-]+\.\w+)(?=["')\s>?#])/g,
  )) {
    if (assets.has(name)) found.add(name);
  }
  return [...found];
}
