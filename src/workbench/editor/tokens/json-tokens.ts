import type { Token } from './token.ts';

const piece = /("(?:[^"\\\n]|\\.)*"?)(\s*:)?|(-?\d[\d.eE+-]*|\b(?:true|false|null)\b)|(\/\/.*)/g;

export function jsonTokens(text: string): Token[] {
  return [...text.matchAll(piece)].map((match) => {
    const [whole, string, colon, , comment] = match;
    const from = match.index;
    const to = from + (string ?? whole).length;
    if (string !== undefined) return { from, to, kind: colon === undefined ? 'string' : 'property' };
    return { from, to, kind: comment === undefined ? 'constant' : 'comment' };
  });
}
