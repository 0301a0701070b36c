import type { GlobNode, GlobPattern } from './glob-tree.ts';

/** A text that isn't a glob, in the words of gobwas/glob. */
export class GlobError extends Error {
  override readonly name = 'GlobError';
}

/** What ends a text, by itself and in braces. */
const BREAKERS = '?*[{';
const BREAKERS_IN_BRACES = `${BREAKERS}},`;

/** The collector takes this character for the end of the pattern. */
const END = '\0';

/** Reads a glob as gobwas/glob v0.2.3 does, which the collector uses. Throws GlobError. */
export function parseGlob(pattern: string): GlobPattern {
  return new GlobParser(pattern).run();
}

class GlobParser {
  readonly #pattern: string;
  #at = 0;
  /** The braces that are open, each with the pattern around it. */
  readonly #open: { readonly anyOf: GlobNode & { kind: 'anyOf' }; readonly around: GlobPattern }[] = [];

  constructor(pattern: string) {
    this.#pattern = pattern;
  }

  /** Braces may stay open. */
  run(): GlobPattern {
    const root: GlobPattern = [];
    let current = root;
    for (;;) {
      if (this.#isUnreadable()) throw new GlobError('could not read rune');
      const start = this.#at;
      const character = this.#read();
      const braces = this.#open.at(-1);
      if (character === END) return root;
      if (character === '{') current = this.#openBraces(current);
      else if (character === ',' && braces !== undefined) {
        current = [];
        braces.anyOf.patterns.push(current);
      } else if (character === '}' && braces !== undefined) {
        this.#open.pop();
        current = braces.around;
      } else if (character === '[') current.push(this.#brackets());
      else if (character === '?') current.push({ kind: 'single' });
      else if (character === '*') {
        if (this.#peek() === '*') this.#read();
        current.push({ kind: 'any' });
      } else {
        this.#at = start;
        const text = this.#text(braces === undefined ? BREAKERS : BREAKERS_IN_BRACES);
        if (text !== '') current.push({ kind: 'text', text });
      }
    }
  }

  #openBraces(around: GlobPattern): GlobPattern {
    const first: GlobPattern = [];
    const anyOf = { kind: 'anyOf' as const, patterns: [first] };
    around.push(anyOf);
    this.#open.push({ anyOf, around });
    return first;
  }

  #brackets(): GlobNode {
    let not = false;
    let start = this.#at;
    let first = this.#readInBrackets();
    if (first === '!') {
      not = true;
      start = this.#at;
      first = this.#readInBrackets();
    }
    if (this.#peek() === '-') {
      this.#read();
      const high = this.#readInBrackets();
      this.#closeBrackets();
      if (codeOf(high) < codeOf(first)) {
        throw new GlobError(`hi character '${high}' should be greater than lo '${first}'`);
      }
      return { kind: 'range', low: first, high, not };
    }
    this.#at = start;
    const characters = this.#text(']');
    this.#closeBrackets();
    if (characters === '') throw new GlobError('could not parse range');
    return { kind: 'list', characters, not };
  }

  #readInBrackets(): string {
    const character = this.#read();
    if (character === END) throw new GlobError('unexpected end of input');
    return character;
  }

  #closeBrackets(): void {
    if (this.#readInBrackets() !== ']') throw new GlobError('expected close range character');
  }

  /** Up to one of the breakers; a backslash takes their meaning. */
  #text(breakers: string): string {
    let text = '';
    let escaped = false;
    for (;;) {
      const start = this.#at;
      const character = this.#read();
      if (character === END) return text;
      if (!escaped && character === '\\') {
        escaped = true;
        continue;
      }
      if (!escaped && breakers.includes(character)) {
        this.#at = start;
        return text;
      }
      escaped = false;
      text += character;
    }
  }

  /** The next character, END where there is none or none that can be read. */
  #peek(): string {
    const code = this.#pattern.codePointAt(this.#at);
    return code === undefined || this.#isUnreadable() ? END : String.fromCodePoint(code);
  }

  /** Go can't tell U+FFFD from bytes that are no character. */
  #isUnreadable(): boolean {
    const code = this.#pattern.codePointAt(this.#at) ?? 0;
    return code === 0xff_fd || (code >= 0xd8_00 && code <= 0xdf_ff);
  }

  #read(): string {
    const character = this.#peek();
    if (this.#at < this.#pattern.length && !this.#isUnreadable()) this.#at += character.length;
    return character;
  }
}

function codeOf(character: string): number {
  return character.codePointAt(0) ?? 0;
}
