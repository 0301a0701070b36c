/** Translates the syntax of Go's regexp package (RE2) to JavaScript's, and refuses what Go refuses, in its words. */
import { NEGATED_PERL_CLASSES, PERL_CLASSES, posixClass, unicodeClass } from './re2-classes.ts';
import { GoRegExpError } from './re2-error.ts';
import { Scanner } from './re2-scanner.ts';

export interface Translation {
  /** For `new RegExp(source, flags)`. */
  readonly source: string;
  readonly flags: string;
  /** The names of the groups by number; '' for those without, and for number 0. */
  readonly groups: readonly string[];
}

interface Flags {
  readonly foldCase: boolean;
  readonly multiLine: boolean;
  readonly dotAll: boolean;
  readonly nonGreedy: boolean;
}

/** Something a repetition can follow, or the beginning of a group or of an alternative. */
interface Piece {
  source: string;
  repeated?: boolean;
  readonly mark?: 'group' | 'alternative';
  /** How often the innermost part can be repeated at most, as counts in braces say. */
  weight: number;
  /** At the beginning of a group: the flags to go back to. */
  readonly outer?: Flags;
}

const MAX_REPEAT = 1000;
const MAX_GROUPS_DEEP = 1000;

/** Throws GoRegExpError. */
export function translateRe2(expression: string): Translation {
  return new Translator(expression).run();
}

class Translator {
  readonly #scanner: Scanner;
  readonly #pieces: Piece[] = [];
  readonly #groups: string[] = [''];
  readonly #global: boolean;
  #flags: Flags = { foldCase: false, multiLine: false, dotAll: false, nonGreedy: false };
  #depth = 0;

  constructor(expression: string) {
    this.#scanner = new Scanner(expression);
    // One flag of the whole expression is faster than one around each part.
    this.#global = /^\(\?[msU]*i[imsU]*\)/.test(expression) && !/\(\?[imsU]*-/.test(expression);
  }

  run(): Translation {
    const scanner = this.#scanner;
    let lastRepeat = -1;
    while (!scanner.done) {
      const start = scanner.at;
      const repeats = this.#step(lastRepeat);
      lastRepeat = repeats ? start : -1;
    }
    if (this.#depth > 0) throw new GoRegExpError('missing closing )', scanner.text);
    const source = this.#pieces.map((piece) => piece.source).join('');
    return { source, flags: this.#global ? 'iu' : 'u', groups: this.#groups };
  }

  /** Takes one thing in; whether that was a repetition. */
  #step(lastRepeat: number): boolean {
    const scanner = this.#scanner;
    switch (scanner.peek()) {
      case '(':
        this.#open();
        return false;
      case ')':
        this.#close();
        return false;
      case '|':
        scanner.at += 1;
        this.#pieces.push({ source: '|', mark: 'alternative', weight: 1 });
        return false;
      case '^':
        scanner.at += 1;
        this.#push(this.#flags.multiLine ? '(?:(?<![^\\n]))' : '(?:^)');
        return false;
      case '$':
        scanner.at += 1;
        this.#push(this.#flags.multiLine ? '(?:(?![^\\n]))' : '(?:$)');
        return false;
      case '.':
        scanner.at += 1;
        this.#push(this.#flags.dotAll ? '[^]' : '[^\\n]');
        return false;
      case '[':
        this.#push(this.#folded(this.#class()));
        return false;
      case '*':
      case '+':
      case '?':
      case '{':
        return this.#repeat(lastRepeat);
      case '\\':
        this.#escape();
        return false;
      default:
        this.#literal(scanner.next());
        return false;
    }
  }

  #push(source: string): void {
    this.#pieces.push({ source, weight: 1 });
  }

  #literal(code: number): void {
    this.#push(this.#folded(escaped(code)));
  }

  #folded(source: string): string {
    return this.#flags.foldCase && !this.#global ? `(?i:${source})` : source;
  }

  #open(): void {
    const scanner = this.#scanner;
    if (scanner.looksAt('(?')) {
      this.#flagsOrGroup();
      return;
    }
    scanner.at += 1;
    this.#groups.push('');
    this.#openGroup('(');
  }

  #openGroup(source: string, outer = this.#flags): void {
    this.#depth += 1;
    if (this.#depth > MAX_GROUPS_DEEP) {
      throw new GoRegExpError('expression nests too deeply', this.#scanner.text);
    }
    this.#pieces.push({ source, mark: 'group', weight: 1, outer });
  }

  #close(): void {
    const start = this.#pieces.findLastIndex((piece) => piece.mark === 'group');
    if (start < 0) throw new GoRegExpError('unexpected )', this.#scanner.text);
    this.#scanner.at += 1;
    this.#depth -= 1;
    const group = this.#pieces.splice(start);
    this.#flags = group[0]?.outer ?? this.#flags;
    const weight = Math.max(...group.map((piece) => piece.weight));
    this.#pieces.push({ source: `${group.map((piece) => piece.source).join('')})`, weight });
  }

  /** `(?P<name>`, `(?:`, `(?i)`, `(?s-m:` (parsePerlFlags of regexp/syntax). */
  #flagsOrGroup(): void {
    const scanner = this.#scanner;
    const start = scanner.at;
    const named = /^\(\?P?</.exec(scanner.rest)?.[0];
    if (named !== undefined && scanner.rest.length > named.length) {
      const end = scanner.text.indexOf('>', start);
      if (end < 0) throw new GoRegExpError('invalid named capture', scanner.rest);
      const name = scanner.text.slice(start + named.length, end);
      if (!/^[0-9A-Za-z_]+$/.test(name)) {
        throw new GoRegExpError('invalid named capture', scanner.text.slice(start, end + 1));
      }
      scanner.at = end + 1;
      this.#groups.push(name);
      this.#openGroup('(');
      return;
    }
    scanner.at += 2;
    let flags = this.#flags;
    let value = true;
    let sawFlag = false;
    while (!scanner.done) {
      const character = String.fromCodePoint(scanner.next());
      const flag = FLAGS[character];
      if (flag !== undefined) {
        flags = { ...flags, [flag]: value };
        sawFlag = true;
      } else if (character === '-' && value) {
        value = false;
        sawFlag = false;
      } else if ((character === ':' || character === ')') && (value || sawFlag)) {
        if (character === ':') this.#openGroup('(?:');
        this.#flags = flags;
        return;
      } else break;
    }
    throw new GoRegExpError('invalid or unsupported Perl syntax', scanner.since(start));
  }

  #repeat(lastRepeat: number): boolean {
    const scanner = this.#scanner;
    const start = scanner.at;
    const counts = scanner.peek() === '{' ? /^\{(\d+)(?:(,)(\d*))?\}/.exec(scanner.rest) : undefined;
    const leadingZero = /^0\d/;
    if (counts === null || leadingZero.test(counts?.[1] ?? '') || leadingZero.test(counts?.[3] ?? '')) {
      // Not a repetition, but the character itself.
      this.#literal(scanner.next());
      return false;
    }
    scanner.at += counts?.[0].length ?? 1;
    const min = Number(counts?.[1] ?? 0);
    const max = counts === undefined || counts[3] === '' ? -1 : Number(counts[3] ?? min);
    if (min > MAX_REPEAT || max > MAX_REPEAT || (max >= 0 && min > max)) {
      throw new GoRegExpError('invalid repeat count', scanner.since(start));
    }
    const operator = scanner.since(start);
    let lazy = this.#flags.nonGreedy;
    if (scanner.peek() === '?') {
      scanner.at += 1;
      lazy = !lazy;
    }
    if (lastRepeat >= 0) {
      throw new GoRegExpError('invalid nested repetition operator', scanner.since(lastRepeat));
    }
    const piece = this.#pieces.at(-1);
    if (piece === undefined || piece.mark !== undefined) {
      throw new GoRegExpError('missing argument to repetition operator', scanner.since(start));
    }
    if (counts !== undefined) {
      piece.weight *= max < 0 ? min : max;
      if ((min >= 2 || max >= 2) && piece.weight > MAX_REPEAT) {
        throw new GoRegExpError('invalid repeat count', scanner.since(start));
      }
    }
    // `a+(?i)*` repeats what is repeated already.
    const repeated = piece.repeated === true ? `(?:${piece.source})` : piece.source;
    piece.source = `${repeated}${operator}${lazy ? '?' : ''}`;
    piece.repeated = true;
    return true;
  }

  #escape(): void {
    const scanner = this.#scanner;
    const letter = scanner.peek(1);
    switch (letter) {
      case 'A':
        this.#assertion('(?:^)');
        return;
      case 'z':
        this.#assertion('(?:$)');
        return;
      case 'b':
        this.#assertion('(?:\\b)');
        return;
      case 'B':
        this.#assertion('(?:\\B)');
        return;
      case 'C':
        throw new GoRegExpError('invalid escape sequence', '\\C');
      case 'Q':
        this.#quoted();
        return;
      default:
    }
    const inside = this.#escapedClass();
    if (inside === undefined) this.#literal(scanner.escape());
    else this.#push(this.#folded(inside === '' ? '[]' : `[${inside}]`));
  }

  #assertion(source: string): void {
    this.#scanner.at += 2;
    this.#push(source);
  }

  /** `\Q…\E`: everything between stands for itself. */
  #quoted(): void {
    const scanner = this.#scanner;
    scanner.at += 2;
    const end = scanner.text.indexOf('\\E', scanner.at);
    const stop = end < 0 ? scanner.text.length : end;
    while (scanner.at < stop) this.#literal(scanner.next());
    if (end >= 0) scanner.at = end + 2;
  }

  /** `\d`, `\pL`, `\p{Greek}`: the inside of a class; `undefined` where it is another escape. */
  #escapedClass(): string | undefined {
    const scanner = this.#scanner;
    const letter = scanner.peek(1);
    const perl = PERL_CLASSES[letter] ?? NEGATED_PERL_CLASSES[letter];
    if (perl !== undefined) {
      scanner.at += 2;
      return perl;
    }
    if (letter !== 'p' && letter !== 'P') return undefined;
    const start = scanner.at;
    scanner.at += 2;
    if (scanner.done) return undefined;
    let name = String.fromCodePoint(scanner.next());
    if (name === '{') {
      const end = scanner.text.indexOf('}', scanner.at);
      if (end < 0) throw new GoRegExpError('invalid character class range', scanner.text.slice(start));
      name = scanner.text.slice(scanner.at, end);
      scanner.at = end + 1;
    }
    const inverted = name.startsWith('^');
    const found = unicodeClass(inverted ? name.slice(1) : name, (letter === 'P') !== inverted);
    if (found === undefined) throw new GoRegExpError('invalid character class range', scanner.since(start));
    return found;
  }

  /** `[…]` (parseClass of regexp/syntax). */
  #class(): string {
    const scanner = this.#scanner;
    const start = scanner.at;
    scanner.at += 1;
    const negated = scanner.peek() === '^';
    if (negated) scanner.at += 1;
    let inside = '';
    for (let first = true; first || scanner.peek() !== ']'; first = false) {
      if (scanner.looksAt('[:')) {
        const end = scanner.text.indexOf(':]', scanner.at + 2);
        if (end >= 0) {
          const name = scanner.text.slice(scanner.at, end + 2);
          const found = posixClass(name);
          if (found === undefined) throw new GoRegExpError('invalid character class range', name);
          inside += found;
          scanner.at = end + 2;
          continue;
        }
      }
      const group = scanner.peek() === '\\' ? this.#escapedClass() : undefined;
      inside += group ?? this.#range(start);
    }
    scanner.at += 1;
    return `[${negated ? '^' : ''}${inside}]`;
  }

  /** "a", or "a-z". */
  #range(classStart: number): string {
    const scanner = this.#scanner;
    const start = scanner.at;
    const low = this.#classCharacter(classStart);
    if (scanner.peek() !== '-' || scanner.peek(1) === ']' || scanner.peek(1) === '') return escaped(low);
    scanner.at += 1;
    const high = this.#classCharacter(classStart);
    if (high < low) throw new GoRegExpError('invalid character class range', scanner.since(start));
    return `${escaped(low)}-${escaped(high)}`;
  }

  #classCharacter(classStart: number): number {
    const scanner = this.#scanner;
    if (scanner.done) throw new GoRegExpError('missing closing ]', scanner.text.slice(classStart));
    return scanner.peek() === '\\' ? scanner.escape() : scanner.next();
  }
}

const FLAGS: Readonly<Record<string, keyof Flags>> = {
  i: 'foldCase',
  m: 'multiLine',
  s: 'dotAll',
  U: 'nonGreedy',
};

/** A character that stands for itself, in a class and outside of one. */
function escaped(code: number): string {
  const character = String.fromCodePoint(code);
  if (/[\\^$.*+?()[\]{}|/]/.test(character)) return `\\${character}`;
  if (
    character === '-' ||
    code < 0x20 ||
    (code >= 0xd8_00 && code <= 0xdf_ff) ||
    code === 0x20_28 ||
    code === 0x20_29
  ) {
    return `\\u{${code.toString(16)}}`;
  }
  return character;
}
