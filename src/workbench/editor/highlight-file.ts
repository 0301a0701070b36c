import { highlightCode } from '@lezer/highlight';
import { languageOf } from './languages.ts';
import { tokenClasses } from './token-classes.ts';

/** A file's code as HTML, as `<pre class="code numbered"><code>` holds it: one `span.ln` a line. For the build. */
export function highlightFile(path: string, text: string): string {
  const lines: string[] = [''];
  const put = (code: string, classes: string): void => {
    const html = escapeHtml(code);
    lines[lines.length - 1] += classes ? `<span class="${classes}">${html}</span>` : html;
  };
  const language = languageOf(path);
  if (language) highlightCode(text, language.parser.parse(text), tokenClasses, put, () => lines.push(''));
  else lines.splice(0, 1, ...text.split('\n').map(escapeHtml));
  return lines.map((line) => `<span class="ln">${line}</span>`).join('');
}

function escapeHtml(code: string): string {
  return code.replace(/[&<>]/g, (character) => `&#${character.charCodeAt(0)};`);
}
