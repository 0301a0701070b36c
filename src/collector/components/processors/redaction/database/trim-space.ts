/** White space as Go's unicode.IsSpace has it; JavaScript's own takes U+FEFF for space, and U+0085 not. */
const SPACE = '[\\t\\n\\v\\f\\r \\u0085\\u00a0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000]';

const LEADING = new RegExp(`^${SPACE}+`);
const SPACE_CHARACTER = new RegExp(SPACE);

/** A text without white space around it (strings.TrimSpace). */
export function trimSpace(text: string): string {
  let end = text.length;
  while (end > 0 && SPACE_CHARACTER.test(text.charAt(end - 1))) end -= 1;
  return text.slice(0, end).replace(LEADING, '');
}
