/** JSON as github.com/goccy/go-json reads it, which takes more than the standard allows, and with its errors. */

import { MAX_DEPTH } from '../../../otlp/decode-limits.ts';
import type { AnyValue, Attributes } from '../../../otlp/model.ts';
import { OttlError } from '../ottl-error.ts';
import { goParseFloat } from './go-parse-float.ts';

/** Throws OttlError; also where values are nested deeper than those that can be sent on (the collector takes 10000). */
export function readJson(text: string): AnyValue {
  const reader = new JsonReader(text);
  const value = reader.value(0);
  reader.end();
  return value;
}

const encoder = new TextEncoder();
const LITERALS: Readonly<Record<string, readonly [string, AnyValue]>> = {
  t: ['true', true],
  f: ['false', false],
  n: ['null', null],
};
const ESCAPES: Readonly<Record<string, string>> = { b: '\b', f: '\f', n: '\n', r: '\r', t: '\t' };

class JsonReader {
  readonly #text: string;
  #at = 0;

  /** NUL ends the text, as it does in that library. */
  constructor(text: string) {
    this.#text = text;
  }

  value(depth: number): AnyValue {
    this.#skipSpace();
    const char = this.#char();
    switch (char) {
      case '{':
        return this.#object(depth + 1);
      case '[':
        return this.#array(depth + 1);
      case '"':
        return this.#string();
      case 't':
      case 'f':
      case 'n':
        return this.#literal(char);
      default:
    }
    if (/[\d-]/.test(char)) return this.#number();
    throw new OttlError(`invalid character '${this.#byte()}' looking for beginning of value`);
  }

  end(): void {
    this.#skipSpace();
    if (this.#char() !== '\0') {
      throw new OttlError(`invalid character '${this.#byte()}' after top-level value`);
    }
  }

  #char(): string {
    return this.#text.charAt(this.#at) || '\0';
  }

  #skipSpace(): void {
    while (' \t\n\r'.includes(this.#char())) this.#at += 1;
  }

  /** The first byte of what is here, as Go's `%c` prints a byte. */
  #byte(at = this.#at): string {
    const [first = 0] = encoder.encode(String.fromCodePoint(this.#text.codePointAt(at) ?? 0));
    return String.fromCharCode(first);
  }

  /** How many bytes there are behind this place, or `most` if there are more. */
  #bytesBehind(most: number): number {
    return Math.min(encoder.encode(this.#text.slice(this.#at + 1, this.#at + 1 + most)).length, most);
  }

  #enter(depth: number): void {
    if (depth > MAX_DEPTH) throw new OttlError(`invalid character "${this.#char()}" exceeded max depth`);
    this.#at += 1;
    this.#skipSpace();
  }

  #object(depth: number): Attributes {
    const object: Attributes = new Map();
    this.#enter(depth);
    if (this.#takes('}')) return object;
    for (;;) {
      const key = this.#key();
      this.#skipSpace();
      if (!this.#takes(':')) throw new OttlError('expected colon after object key');
      object.set(key, this.value(depth));
      this.#skipSpace();
      if (this.#takes('}')) return object;
      if (!this.#takes(',')) throw new OttlError('expected comma after object value');
    }
  }

  #array(depth: number): AnyValue[] {
    const array: AnyValue[] = [];
    this.#enter(depth);
    if (this.#takes(']')) return array;
    for (;;) {
      array.push(this.value(depth));
      this.#skipSpace();
      if (this.#takes(']')) return array;
      if (!this.#takes(',')) throw this.#invalidCharacter('slice');
    }
  }

  #takes(char: string): boolean {
    if (this.#char() !== char) return false;
    this.#at += 1;
    return true;
  }

  #key(): string {
    this.#skipSpace();
    const char = this.#char();
    if (char === '"') return this.#string();
    if (char === 'n') {
      this.#literal(char);
      return '';
    }
    const kind = char === '[' ? 'array' : char === '{' ? 'object' : /[\d-]/.test(char) ? 'number' : undefined;
    if (kind !== undefined) {
      throw new OttlError(`json: cannot unmarshal ${kind} into Go value of type string`);
    }
    throw new OttlError(`invalid character '${this.#byte()}' looking for beginning of value`);
  }

  #literal(first: string): AnyValue {
    const [word, value] = LITERALS[first] ?? ['', null];
    // That library looks at the end of its buffer, which is one byte longer than the text.
    if (this.#bytesBehind(word.length) < word.length - 2) throw unexpectedEnd(word);
    for (const expected of word) {
      if (this.#char() !== expected) throw this.#invalidCharacter(word);
      this.#at += 1;
    }
    return value;
  }

  #invalidCharacter(place: string): OttlError {
    const shown = this.#char() === '\0' ? '' : ` ${this.#byte()}`;
    return new OttlError(`json: invalid character${shown} as ${place}`);
  }

  #number(): number {
    const start = this.#at;
    this.#at += 1;
    while (/[\d.eE+-]/.test(this.#char())) this.#at += 1;
    if (!'\0 \t\r\n,:}]'.includes(this.#char())) throw unexpectedEnd('float');
    return goParseFloat(this.#text.slice(start, this.#at));
  }

  #string(): string {
    let result = '';
    let start = this.#at + 1;
    for (this.#at = start; ; this.#at += 1) {
      const char = this.#char();
      if (char === '"') {
        const end = this.#at;
        this.#at += 1;
        return result + this.#text.slice(start, end);
      }
      if (char === '\0') throw unexpectedEnd('string');
      if (char === '\\') {
        result += this.#text.slice(start, this.#at) + this.#escape();
        start = this.#at + 1;
      }
    }
  }

  /** What an escape stands for; leaves off at its last character. */
  #escape(): string {
    this.#at += 1;
    const char = this.#char();
    if (char === 'u') return this.#unicodeEscape();
    if ('"\\/'.includes(char)) return char;
    const control = ESCAPES[char];
    if (control === undefined) throw unexpectedEnd('escaped string');
    return control;
  }

  #unicodeEscape(): string {
    const code = this.#hexDigits();
    if (code >= 0xdc_00 && code <= 0xdf_ff) return '\u{FFFD}';
    if (code < 0xd8_00 || code > 0xdb_ff) return String.fromCharCode(code);
    const low = /^\\u(d[c-f][\da-f]{2})/i.exec(this.#text.slice(this.#at + 1, this.#at + 7))?.[1];
    if (low === undefined) return '\u{FFFD}';
    this.#at += 6;
    return String.fromCharCode(code, Number.parseInt(low, 16));
  }

  #hexDigits(): number {
    if (this.#bytesBehind(4) < 4) throw unexpectedEnd('escaped string');
    for (let digit = 1; digit <= 4; digit += 1) {
      if (!/[\da-f]/i.test(this.#text.charAt(this.#at + digit))) {
        const shown = this.#byte(this.#at + digit);
        throw new OttlError(`json: invalid character ${shown} in \\u hexadecimal character escape`);
      }
    }
    this.#at += 4;
    return Number.parseInt(this.#text.slice(this.#at - 3, this.#at + 1), 16);
  }
}

function unexpectedEnd(where: string): OttlError {
  return new OttlError(`json: ${where} unexpected end of JSON input`);
}
