import { OttlError } from '../ottl-error.ts';

/**
 * The parts of a text between delimiters, but for delimiters within quotes, which are taken away themselves. Empty
 * parts are left out. Throws OttlError where a quote isn't closed.
 */
export function splitQuoted(text: string, delimiter: string): string[] {
  const parts: string[] = [];
  let part = '';
  let quote = '';
  let escaped = false;
  for (let at = 0; at < text.length; at += 1) {
    if (quote === '' && text.startsWith(delimiter, at)) {
      if (part !== '') parts.push(part);
      part = '';
      at += delimiter.length - 1;
      continue;
    }
    const char = text.charAt(at);
    if (escaped) escaped = false;
    else if (quote === '' && (char === '"' || char === "'")) {
      quote = char;
      continue;
    } else if (char === quote) {
      quote = '';
      continue;
    } else escaped = char === '\\';
    part += char;
  }
  if (quote !== '') throw new OttlError('never reached the end of a quoted value');
  if (part !== '') parts.push(part);
  return parts;
}
