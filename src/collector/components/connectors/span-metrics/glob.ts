/** Patterns of attribute names, with the syntax of gobwas/glob and "." as the separator. */

/** Whether a name matches. */
export type Glob = (name: string) => boolean;

/**
 * `*` is any text without dots, `**` any text, `?` a character that is no dot, `[abc]`, `[a-z]` and `[!a]` one of a set,
 * `{a,b}` one of several patterns; `\` takes the next character as it is. Throws an Error that says what is wrong.
 */
export function compileGlob(pattern: string): Glob {
  const expression = new RegExp(`^(?:${translate(pattern)})$`, 'su');
  return (name) => expression.test(name);
}

function translate(pattern: string): string {
  const characters = [...pattern];
  let source = '';
  let depth = 0;
  for (let at = 0; at < characters.length; at += 1) {
    const character = characters[at] as string;
    switch (character) {
      case '*': {
        const double = characters[at + 1] === '*';
        while (characters[at + 1] === '*') at += 1;
        source += double ? '.*' : '[^.]*';
        break;
      }
      case '?':
        source += '[^.]';
        break;
      case '[': {
        const end = characters.indexOf(']', at + 2);
        if (end < 0) throw new Error('unexpected end of input');
        source += characterSet(characters.slice(at + 1, end));
        at = end;
        break;
      }
      case '{':
        depth += 1;
        source += '(?:';
        break;
      case '}':
        source += depth > 0 ? ')' : escaped('}');
        depth = Math.max(0, depth - 1);
        break;
      case ',':
        source += depth > 0 ? '|' : ',';
        break;
      case '\\':
        at += 1;
        if (characters[at] === undefined) throw new Error('unexpected end of input');
        source += escaped(characters[at] as string);
        break;
      default:
        source += escaped(character);
    }
  }
  if (depth > 0) throw new Error('unexpected end of input');
  return source;
}

function characterSet(characters: readonly string[]): string {
  const [first] = characters;
  const not = first === '!';
  const set = not ? characters.slice(1) : characters;
  if (set.length === 0) throw new Error('empty range');
  const range = set.length === 3 && set[1] === '-';
  const [low = '', , high = ''] = set;
  if (range && high < low) throw new Error(`hi character '${high}' should be greater than lo '${low}'`);
  const source = range ? `${escaped(low)}-${escaped(high)}` : set.map(escaped).join('');
  return `[${not ? '^' : ''}${source}]`;
}

function escaped(character: string): string {
  return /[\\^$.*+?()[\]{}|/-]/.test(character) ? `\\${character}` : character;
}
