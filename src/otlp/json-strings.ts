import { type BodyText, findInvalidUtf8 } from './body-text.ts';
import { hexDigitValue } from './hex.ts';
import type { OtlpDecodeErrorCode } from './otlp-decode-error.ts';

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const LETTER_U = 0x75;

const ESCAPES = new Map(
  Object.entries({ '"': '"', '\\': '\\', '/': '/', b: '\b', f: '\f', n: '\n', r: '\r', t: '\t' }).map(
    ([letter, character]) => [letter.charCodeAt(0), character],
  ),
);

interface Failing {
  fail(code: OtlpDecodeErrorCode, detail: string, offset: number): never;
}

/** The strings of a JSON text (RFC 8259, section 7). Positions given are those of the opening quote. */
export class JsonStrings {
  /** Behind the closing quote of the string read last. */
  end = 0;
  readonly #bytes: Uint8Array;
  readonly #text: BodyText;
  readonly #failing: Failing;

  constructor(bytes: Uint8Array, text: BodyText, failing: Failing) {
    this.#bytes = bytes;
    this.#text = text;
    this.#failing = failing;
  }

  /** The string at `quote`. Surrogates without their other half become U+FFFD. */
  read(quote: number): string {
    const bytes = this.#bytes;
    for (let at = quote + 1; at < bytes.length; at++) {
      const byte = bytes[at] as number;
      if (byte === QUOTE) {
        this.end = at + 1;
        return this.#decode(quote + 1, at);
      }
      if (byte === BACKSLASH) return this.#readEscaped(quote, at);
      if (byte < 0x20) this.#failControlCharacter(at);
    }
    return this.#failUnclosed(quote);
  }

  /** The offset behind the string at `quote`, which is checked but not decoded. */
  findEnd(quote: number): number {
    const bytes = this.#bytes;
    for (let at = quote + 1; at < bytes.length; at++) {
      const byte = bytes[at] as number;
      if (byte === QUOTE) return at + 1;
      if (byte < 0x20) this.#failControlCharacter(at);
      if (byte === BACKSLASH) {
        this.#escapedCharacter(at);
        at++;
      }
    }
    return this.#failUnclosed(quote);
  }

  /** Reads on from the first backslash. */
  #readEscaped(quote: number, firstEscape: number): string {
    const bytes = this.#bytes;
    let text = this.#decode(quote + 1, firstEscape);
    let at = firstEscape;
    while (at < bytes.length) {
      const byte = bytes[at] as number;
      if (byte === QUOTE) {
        this.end = at + 1;
        return text.toWellFormed();
      }
      if (byte === BACKSLASH) {
        text += this.#escapedCharacter(at);
        at += bytes[at + 1] === LETTER_U ? 6 : 2;
        continue;
      }
      const plainStart = at;
      while (at < bytes.length && bytes[at] !== QUOTE && bytes[at] !== BACKSLASH) {
        if ((bytes[at] as number) < 0x20) this.#failControlCharacter(at);
        at++;
      }
      text += this.#decode(plainStart, at);
    }
    return this.#failUnclosed(quote);
  }

  #escapedCharacter(backslash: number): string {
    const bytes = this.#bytes;
    const letter = bytes[backslash + 1] ?? -1;
    const character = ESCAPES.get(letter);
    if (character !== undefined) return character;
    if (letter !== LETTER_U) this.#failing.fail('syntax', 'an escape that JSON does not have', backslash);
    let code = 0;
    for (let i = 2; i < 6; i++) {
      const byte = bytes[backslash + i];
      const value = byte === undefined ? 255 : hexDigitValue(byte);
      if (value === 255) this.#failing.fail('syntax', 'expected four hex digits after \\u', backslash);
      code = code * 16 + value;
    }
    return String.fromCharCode(code);
  }

  #decode(start: number, end: number): string {
    const text = this.#text.decode(start, end);
    if (text !== undefined) return text;
    const offset = findInvalidUtf8(this.#bytes, start, end);
    return this.#failing.fail('invalid-utf8', 'a JSON text must be UTF-8', offset);
  }

  #failControlCharacter(at: number): never {
    this.#failing.fail('syntax', 'a control character in a string must be escaped', at);
  }

  #failUnclosed(quote: number): never {
    this.#failing.fail('truncated', 'the body ends inside a string', quote);
  }
}
