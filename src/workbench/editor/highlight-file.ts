import { tokenClass } from './tokens/token.ts';
import { tokensOf } from './tokens/tokens-of.ts';

/** A file's code as HTML, as `<pre class="code numbered"><code>` holds it: one `span.ln` a line. For the build. */
export function highlightFile(path: string, text: string): string {
  let html = '';
  let at = 0;
  for (const { from, to, kind } of tokensOf(path, text)) {
    html += escapeHtml(text.slice(at, from));
    // A token over several lines is one on each, so that lines can be told apart.
    const pieces = text.slice(from, to).split('\n');
    html += pieces
      .map((piece) => piece && `<span class="${tokenClass[kind]}">${escapeHtml(piece)}</span>`)
      .join('\n');
    at = to;
  }
  html += escapeHtml(text.slice(at));
  const lines = html.split('\n');
  return lines.map((line) => `<span class="ln">${line}</span>`).join('');
}

function escapeHtml(code: string): string {
  return code.replace(/[&<>]/g, (character) => `&#${character.charCodeAt(0)};`);
}
