import {
  CODE,
  isAlphanumeric,
  isDigit,
  isExponent,
  isHexDigit,
  isInsideName,
  isJsonOperator,
  isLetter,
  isOctalDigit,
  isOperator,
  isPunctuation,
  isSpace,
  isWordCharacter,
} from './sql-characters.ts';
import { SQL_CONSTANTS, SQL_KEYWORDS } from './sql-keywords.ts';
import { Utf8Cursor, utf8Length } from './utf8-cursor.ts';

/** What obfuscation does with a token: a literal becomes `?`, names lose their digits, a body of a function is a text. */
export type SqlTokenKind = 'literal' | 'name' | 'function-body' | 'other';

export interface SqlToken {
  readonly kind: SqlTokenKind;
  readonly from: number;
  readonly to: number;
}

const FUNCTION_TAG = '$func$';

const LONGEST_KEYWORD = Math.max(...[...SQL_KEYWORDS].map((word) => word.length));

/**
 * Divides SQL into tokens, as the library does that the collector uses (DataDog/go-sqllexer): no statement is wrong to
 * it. A NUL ends the text. In MySQL double quotes hold texts, and back quotes names.
 */
export class SqlLexer {
  readonly #cursor: Utf8Cursor;
  readonly #mysql: boolean;

  constructor(bytes: Uint8Array, mysql: boolean) {
    this.#cursor = new Utf8Cursor(bytes);
    this.#mysql = mysql;
  }

  /** `undefined` at the end. */
  next(): SqlToken | undefined {
    const from = this.#cursor.at;
    const code = this.#cursor.ahead(0);
    if (code === 0) return undefined;
    const kind = this.#scan(code);
    return { kind, from, to: this.#cursor.at };
  }

  #scan(code: number): SqlTokenKind {
    const cursor = this.#cursor;
    const following = cursor.ahead(1);
    if (isSpace(code)) return this.#while(isSpace, 'other');
    if (isLetter(code)) return this.#name(code);
    if (isDigit(code)) return this.#number(code, following);
    switch (code) {
      case CODE.quote:
        return this.#mysql ? this.#text(CODE.quote) : this.#quotedName(CODE.quote);
      case CODE.apostrophe:
        return this.#text(CODE.apostrophe);
      case CODE.backquote:
        return this.#mysql ? this.#quotedName(CODE.backquote) : this.#one();
      case CODE.plus:
      case CODE.minus:
        if (code === CODE.minus && following === CODE.minus) return this.#lineComment(2);
        if (isDigit(following) || following === CODE.dot) return this.#decimal(cursor.next());
        return this.#operator(code);
      case CODE.slash:
        return following === CODE.star ? this.#comment() : this.#operator(code);
      case CODE.star:
        return this.#one();
      case CODE.dollar:
        return isDigit(following) ? this.#parameter() : this.#dollarQuoted();
      case CODE.hash:
        return this.#mysql ? this.#lineComment(1) : this.#operator(code);
      case CODE.at:
        return this.#at(following);
      default:
        return isOperator(code) ? this.#operator(code) : this.#one();
    }
  }

  #one(): SqlTokenKind {
    this.#cursor.next();
    return 'other';
  }

  #while(belongs: (code: number) => boolean, kind: SqlTokenKind): SqlTokenKind {
    while (belongs(this.#cursor.next()));
    return kind;
  }

  /** A keyword, or a name with dots and other signs in it; a function's name keeps its digits. */
  #name(first: number): SqlTokenKind {
    const cursor = this.#cursor;
    const start = cursor.at;
    let code = first;
    while (isWordCharacter(code)) code = cursor.next();
    if (isPunctuation(code) || isSpace(code) || code === 0) {
      const length = cursor.at - start;
      if ((length === 4 || length === 5) && SQL_CONSTANTS.has(this.#word(start))) return 'literal';
      // Whether a word is a keyword shows only where a name would go on.
      if (code === CODE.dot && length <= LONGEST_KEYWORD && SQL_KEYWORDS.has(this.#word(start)))
        return 'other';
    }
    while (isInsideName(code)) code = cursor.next(utf8Length(code));
    return code === 0x28 && first < 0x80 ? 'other' : 'name';
  }

  #word(start: number): string {
    return String.fromCharCode(...this.#cursor.bytes.subarray(start, this.#cursor.at)).toUpperCase();
  }

  #quotedName(delimiter: number): SqlTokenKind {
    const cursor = this.#cursor;
    const another = [delimiter, CODE.dot, delimiter];
    let code = cursor.next();
    for (;;) {
      if (code === delimiter) {
        if (!cursor.follows(another)) break;
        code = cursor.next(3);
      } else if (code === 0) return 'other';
      else code = cursor.next();
    }
    cursor.next();
    return 'name';
  }

  /** Up to the delimiter or the end; a backslash takes what follows. */
  #text(delimiter: number): SqlTokenKind {
    const cursor = this.#cursor;
    let escaped = false;
    for (let code = cursor.next(); code !== 0; code = cursor.next()) {
      if (escaped) escaped = false;
      else if (code === CODE.backslash) escaped = true;
      else if (code === delimiter) {
        cursor.next();
        break;
      }
    }
    return 'literal';
  }

  #number(code: number, following: number): SqlTokenKind {
    const cursor = this.#cursor;
    if (code === 0x30 && (following | 0x20) === 0x78) {
      cursor.next();
      return this.#while(isHexDigit, 'literal');
    }
    if (code === 0x30 && isOctalDigit(following)) {
      cursor.next();
      return this.#while(isOctalDigit, 'literal');
    }
    return this.#decimal(cursor.next());
  }

  #decimal(first: number): SqlTokenKind {
    const cursor = this.#cursor;
    let code = first;
    while (isDigit(code) || code === CODE.dot || isExponent(code)) {
      const exponent = isExponent(code);
      code = cursor.next();
      if (exponent && (code === CODE.plus || code === CODE.minus)) code = cursor.next();
    }
    return 'literal';
  }

  #parameter(): SqlTokenKind {
    this.#cursor.next();
    return this.#while(isDigit, 'literal');
  }

  /** `$tag$ … $tag$`. */
  #dollarQuoted(): SqlTokenKind {
    const cursor = this.#cursor;
    const start = cursor.at;
    let code = cursor.next();
    while (cursor.at < cursor.bytes.length && code !== CODE.dollar) code = cursor.next();
    cursor.next();
    const tag = new TextDecoder().decode(cursor.bytes.subarray(start, cursor.at));
    // The collector compares bytes with characters: a tag beyond ASCII is hardly ever found again.
    const codes = [...tag].map((character) => (character.codePointAt(0) ?? 0) & 0xff);
    while (cursor.at < cursor.bytes.length) {
      if (cursor.follows(codes)) {
        cursor.next(codes.length);
        return tag === FUNCTION_TAG ? 'function-body' : 'literal';
      }
      cursor.next();
    }
    return 'other';
  }

  #lineComment(marker: number): SqlTokenKind {
    let code = this.#cursor.next(marker);
    while (code !== CODE.newline && code !== 0) code = this.#cursor.next();
    return 'other';
  }

  #comment(): SqlTokenKind {
    const cursor = this.#cursor;
    let code = cursor.next(2);
    while (code !== 0 && !(code === CODE.star && cursor.ahead(1) === CODE.slash)) code = cursor.next();
    if (code !== 0) cursor.next(2);
    return 'other';
  }

  /** A variable, a parameter, or an operator of JSON paths. */
  #at(following: number): SqlTokenKind {
    const cursor = this.#cursor;
    const system = following === CODE.at;
    if (isAlphanumeric(system ? cursor.ahead(2) : following)) {
      cursor.next();
      if (system) return isAlphanumeric(cursor.next()) ? this.#while(isAlphanumeric, 'other') : 'other';
      return this.#while(isAlphanumeric, 'other');
    }
    if (!system && following !== CODE.question && following !== CODE.greater) return this.#operator(CODE.at);
    cursor.next(2);
    return 'other';
  }

  #operator(first: number): SqlTokenKind {
    const cursor = this.#cursor;
    let last = first;
    let code = cursor.next();
    if (isJsonOperator(first, code)) {
      const arrow = code === CODE.greater;
      if (cursor.next() === CODE.greater && arrow) cursor.next();
      return 'other';
    }
    // A parameter after "=" is no part of the operator.
    while (isOperator(code) && !(last === CODE.equals && (code === CODE.question || code === CODE.at))) {
      last = code;
      code = cursor.next();
    }
    return 'other';
  }
}
