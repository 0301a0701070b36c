/** Text of an attribute as HTML: escaped, with `code` in backticks. */
export function inlineCode(text: string): string {
  return escaped(text).replace(/`([^`]+)`/g, '<code>$1</code>');
}

/** A long name as HTML that may break before a dot or an underscore, and so not within a word. */
export function breakable(name: string): string {
  return escaped(name).replace(/[._]/g, '<wbr>$&');
}

function escaped(text: string): string {
  return text.replace(
    /[&<>"]/g,
    (char) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' })[char] ?? char,
  );
}
