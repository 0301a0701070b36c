/** Strings and property names as `util.inspect` quotes them. */

const ESCAPES: Readonly<Record<string, string>> = {
  '\b': '\\b',
  '\t': '\\t',
  '\n': '\\n',
  '\f': '\\f',
  '\r': '\\r',
  '\\': '\\\\',
};

/** In single quotes, unless the text has some and other quotes would save escapes. */
export function quoteString(text: string): string {
  let quote = "'";
  if (text.includes("'")) {
    if (!text.includes('"')) quote = '"';
    else if (!text.includes('`') && !text.includes('${')) quote = '`';
  }
  const escaped = text.replace(
    // biome-ignore lint/suspicious/noControlCharactersInRegex: those are what must be escaped
    /[\u0000-\u001f\u007f-\u009f\\']|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g,
    (character) => {
      if (character === "'") return quote === "'" ? "\\'" : character;
      const known = ESCAPES[character];
      if (known !== undefined) return known;
      const code = character.charCodeAt(0);
      return code > 0xff
        ? `\\u${code.toString(16).toUpperCase()}`
        : `\\x${code.toString(16).toUpperCase().padStart(2, '0')}`;
    },
  );
  return `${quote}${escaped}${quote}`;
}

export function quoteKey(key: string): string {
  if (key === '__proto__') return "['__proto__']";
  return /^[a-zA-Z_][a-zA-Z_0-9]*$/.test(key) ? key : quoteString(key);
}
