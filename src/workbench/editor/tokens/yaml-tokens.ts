/** Colours for YAML as configurations are written: keys, comments, quoted and block strings, plain constants. */
import type { Token } from './token.ts';

/** In this order: comment, quoted string, key, variable, constant. Anything else is taken as a run of plain text. */
const piece =
  /(?<comment>(?:^|(?<=\s))#.*)|(?<quoted>"(?:[^"\\]|\\.)*"?|'[^']*'?)(?=[\s,\]}:]|$)|(?<key>[^\s#:,[\]{}"'&*!|>%@`-][^\s#:,[\]{}]{0,200})(?=\s*:(?:\s|$))|(?<variable>\$\{[^}\s]*\}?)|(?<constant>(?<![^\s[,:])(?:true|false|null|~|-?\d[\d._]*(?:ns|us|ms|s|m|h|MiB|GiB|KiB|%)?)(?=[\s,\]}]|$))|[^\s,[\]{}$]+|\$/g;

export function yamlTokens(text: string): Token[] {
  const tokens: Token[] = [];
  let from = 0;
  let block: number | undefined;
  for (const line of text.split('\n')) {
    const indent = line.search(/\S/);
    if (block !== undefined && indent > block) {
      tokens.push({ from: from + indent, to: from + line.length, kind: 'string' });
    } else {
      if (indent >= 0) block = undefined;
      for (const token of lineTokens(line))
        tokens.push({ ...token, from: from + token.from, to: from + token.to });
      if (/(?:^|[\s:-])[|>][+-]?\d?\s*(?:#.*)?$/.test(line)) block = indent;
    }
    from += line.length + 1;
  }
  return tokens;
}

function lineTokens(line: string): Token[] {
  const tokens: Token[] = [];
  for (const match of line.matchAll(piece)) {
    const { comment, quoted, key, variable, constant } = match.groups ?? {};
    const [from, to] = [match.index, match.index + match[0].length];
    if (comment !== undefined) tokens.push({ from, to, kind: 'comment' });
    else if (quoted !== undefined) {
      tokens.push({ from, to, kind: /^\s*:(?:\s|$)/.test(line.slice(to)) ? 'property' : 'string' });
    } else if (key !== undefined) tokens.push({ from, to, kind: 'property' });
    else if (variable !== undefined || constant !== undefined) tokens.push({ from, to, kind: 'constant' });
  }
  return tokens;
}
