/** Text of an attribute as HTML: escaped, with `code` in backticks. */
export function inlineCode(text: string): string {
  const escaped = text.replace(
    /[&<>"]/g,
    (char) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' })[char] ?? char,
  );
  return escaped.replace(/`([^`]+)`/g, '<code>$1</code>');
}
