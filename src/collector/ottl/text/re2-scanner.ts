import { GoRegExpError } from './re2-error.ts';

const MAX_RUNE = 0x10_ff_ff;

const C_ESCAPES: Readonly<Record<string, number>> = { a: 7, f: 12, n: 10, r: 13, t: 9, v: 11 };

/** Reads an expression from left to right. */
export class Scanner {
  readonly text: string;
  at = 0;

  constructor(text: string) {
    this.text = text;
  }

  get done(): boolean {
    return this.at >= this.text.length;
  }

  looksAt(prefix: string): boolean {
    return this.text.startsWith(prefix, this.at);
  }

  /** The next character, without moving; '' at the end. */
  peek(offset = 0): string {
    return this.text.charAt(this.at + offset);
  }

  /** The rest of the text. */
  get rest(): string {
    return this.text.slice(this.at);
  }

  since(start: number): string {
    return this.text.slice(start, this.at);
  }

  /** The next code point. */
  next(): number {
    const code = this.text.codePointAt(this.at) ?? 0;
    this.at += code > 0xff_ff ? 2 : 1;
    return code;
  }

  /** The character an escape such as `\n`, `\x{41}` or `\.` stands for (parseEscape of regexp/syntax). */
  escape(): number {
    const start = this.at;
    this.at += 1;
    if (this.done) throw new GoRegExpError('trailing backslash at end of expression', '');
    const character = String.fromCodePoint(this.next());
    const code = character.codePointAt(0) ?? 0;
    // A single digit from 1 to 7 would refer back to a group.
    if (/[0-7]/.test(character) && (character === '0' || /[0-7]/.test(this.peek())))
      return this.#octal(character);
    if (character === 'x') return this.#hex(start);
    const control = C_ESCAPES[character];
    if (control !== undefined) return control;
    if (code < 0x80 && !/[0-9A-Za-z]/.test(character)) return code;
    throw new GoRegExpError('invalid escape sequence', this.since(start));
  }

  #octal(first: string): number {
    let digits = first;
    while (digits.length < 3 && /[0-7]/.test(this.peek())) {
      digits += this.peek();
      this.at += 1;
    }
    return Number.parseInt(digits, 8);
  }

  #hex(start: number): number {
    const fail = (): GoRegExpError => new GoRegExpError('invalid escape sequence', this.since(start));
    if (this.done) throw fail();
    if (this.peek() !== '{') {
      const first = String.fromCodePoint(this.next());
      if (this.done) throw fail();
      const digits = first + String.fromCodePoint(this.next());
      if (!/^[0-9A-Fa-f]{2}$/.test(digits)) throw fail();
      return Number.parseInt(digits, 16);
    }
    this.at += 1;
    let value = 0;
    let count = 0;
    for (;;) {
      if (this.done) throw fail();
      const digit = String.fromCodePoint(this.next());
      if (digit === '}') break;
      if (!/[0-9A-Fa-f]/.test(digit)) throw fail();
      value = value * 16 + Number.parseInt(digit, 16);
      if (value > MAX_RUNE) throw fail();
      count += 1;
    }
    if (count === 0) throw fail();
    return value;
  }
}
