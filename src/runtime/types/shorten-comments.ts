/**
 * Takes from doc comments what a tooltip has no room for — examples in code, the version a function came with — and
 * keeps the prose, the parameters and what is deprecated.
 */
export function shortenComments(declarations: string): string {
  return declarations.replace(/\/\*\*[\s\S]*?\*\//g, (comment) =>
    comment
      .replace(/^[ \t]*\*[ \t]*```[\s\S]*?^[ \t]*\*[ \t]*```[ \t]*\n/gm, '')
      .replace(/^[ \t]*\* @(since|example|legacy)\b.*\n/gm, '')
      .replace(/(^[ \t]*\*[ \t]*\n){2,}/gm, '$1'),
  );
}
