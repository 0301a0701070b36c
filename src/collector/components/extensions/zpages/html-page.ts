import type { HttpResponse } from '../../../http.ts';
import { escapeHtml } from '../../http-server/escape-html.ts';
import { textAnswer } from '../../http-server/plain-answer.ts';

/** A page with a heading; `content` is HTML. */
export function htmlPage(title: string, content: readonly string[]): HttpResponse {
  const heading = escapeHtml(title);
  const html = [
    '<!DOCTYPE html>',
    '<html lang="en">',
    `<head><meta charset="utf-8"><title>${heading}</title></head>`,
    '<body>',
    `<h1>${heading}</h1>`,
    ...content,
    '</body>',
    '</html>',
    '',
  ];
  return textAnswer(200, html.join('\n'), { 'content-type': 'text/html; charset=utf-8' });
}

export function htmlTable(
  caption: string,
  columns: readonly string[],
  rows: readonly (readonly string[])[],
): string {
  const line = (cells: readonly string[], tag: string): string =>
    `<tr>${cells.map((cell) => `<${tag}>${escapeHtml(cell)}</${tag}>`).join('')}</tr>`;
  return [
    '<table>',
    `<caption>${escapeHtml(caption)}</caption>`,
    `<thead>${line(columns, 'th')}</thead>`,
    `<tbody>${rows.map((row) => line(row, 'td')).join('\n')}</tbody>`,
    '</table>',
  ].join('\n');
}
