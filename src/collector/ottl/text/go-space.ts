/** White space as Go's unicode.IsSpace has it, which is not quite JavaScript's. */
const SPACE = /[\t-\r \u0085\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]/;
const SPACES = new RegExp(`${SPACE.source}+`);

/** Without the white space around it (strings.TrimSpace). */
export function trimSpace(text: string): string {
  let start = 0;
  let end = text.length;
  while (start < end && SPACE.test(text.charAt(start))) start += 1;
  while (end > start && SPACE.test(text.charAt(end - 1))) end -= 1;
  return text.slice(start, end);
}

/** The words between white space (strings.Fields). */
export function fieldsOf(text: string): string[] {
  return text.split(SPACES).filter((word) => word !== '');
}
