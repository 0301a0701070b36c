import { BodyText } from './body-text.ts';
import { MAX_DEPTH, maxElements } from './decode-limits.ts';
import { FieldPath } from './field-path.ts';
import { readHexId } from './hex.ts';
import { JsonStrings } from './json-strings.ts';
import { OtlpDecodeError, type OtlpDecodeErrorCode } from './otlp-decode-error.ts';

const QUOTE = 0x22;
const COMMA = 0x2c;
const COLON = 0x3a;
const MINUS = 0x2d;
const ZERO = 0x30;
const OPEN = { object: 0x7b, array: 0x5b } as const;
const CLOSE = { object: 0x7d, array: 0x5d } as const;
const NAMES = { object: 'an object', array: 'an array' } as const;

const NUMBER = /^-?(0|[1-9][0-9]*)(\.[0-9]+)?([eE][+-]?[0-9]+)?$/;

/**
 * Reads the values of a JSON text (RFC 8259) one after the other, straight from its UTF-8 bytes: offsets are exact, and
 * no 64-bit integer passes through a `number`. A byte order mark is skipped.
 */
export class JsonCursor {
  readonly path = new FieldPath();
  /** Offset of the next byte. */
  pos: number;
  readonly #bytes: Uint8Array;
  readonly #text: BodyText;
  readonly #strings: JsonStrings;
  #elementsLeft: number;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
    this.#text = new BodyText(bytes);
    this.#strings = new JsonStrings(bytes, this.#text, this);
    this.#elementsLeft = maxElements(bytes.length);
    this.pos = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? 3 : 0;
  }

  /**
   * Enters an object or array; `false` if it is empty, or `null` stands in its place, and there is nothing to leave.
   * Members are then read in a loop of `do … while (leaveOrNext(kind))`.
   */
  enter(kind: 'object' | 'array'): boolean {
    const first = this.#peek();
    if (first !== OPEN[kind]) {
      if (this.#skipNull()) return false;
      this.failType(NAMES[kind]);
    }
    this.pos++;
    if (this.#peek() !== CLOSE[kind]) return true;
    this.pos++;
    return false;
  }

  /** Whether another member follows; if not, the object or array has been left. */
  next(kind: 'object' | 'array'): boolean {
    const byte = this.#peek();
    if (byte !== COMMA && byte !== CLOSE[kind]) {
      this.#failSyntax(`"," or "${String.fromCharCode(CLOSE[kind])}"`);
    }
    this.pos++;
    return byte === COMMA;
  }

  /** Reads the name of an object's member and the colon behind it. */
  readKey(): string {
    if (this.#peek() !== QUOTE) this.#failSyntax('a field name in double quotes');
    const key = this.#readText();
    if (this.#peek() !== COLON) this.#failSyntax('":"');
    this.pos++;
    return key;
  }

  /** `null` is the empty string. */
  readString(): string {
    if (this.#peek() === QUOTE) return this.#readText();
    if (this.#skipNull()) return '';
    return this.failType('a string');
  }

  /** The string that comes next, `undefined` if something else does. */
  readStringIfNext(): string | undefined {
    return this.#peek() === QUOTE ? this.#readText() : undefined;
  }

  readBool(): boolean {
    this.#peek();
    if (this.#skipWord('true')) return true;
    if (this.#skipWord('false')) return false;
    return this.failType('true or false');
  }

  /** The number that comes next, `undefined` if something else does. */
  readNumberIfNext(): number | undefined {
    if (!isNumberStart(this.#peek())) return undefined;
    const start = this.pos;
    const value = Number(this.#readNumberToken());
    if (!Number.isFinite(value)) this.fail('out-of-range', 'a number beyond the range of a double', start);
    return value;
  }

  /** An integer as a number or a decimal string, its digits checked but not its range. */
  readInteger(): string {
    const first = this.#peek();
    const start = this.pos;
    if (first !== QUOTE) {
      if (!isNumberStart(first)) this.failType('an integer');
      const token = this.#readNumberToken();
      if (!/^-?[0-9]+$/.test(token))
        this.fail('wrong-type', `expected an integer, found ${brief(token)}`, start);
      return token;
    }
    const text = this.#readText();
    if (!/^-?[0-9]+$/.test(text)) {
      this.fail('wrong-type', `expected a decimal integer, found ${brief(JSON.stringify(text))}`, start);
    }
    return text;
  }

  /** A trace id of 16 bytes or a span id of 8, in hex. */
  readId(size: 8 | 16): string {
    if (this.#peek() !== QUOTE) this.failType('a string of hex digits');
    const start = this.pos;
    const end = this.#strings.findEnd(start) - 1;
    const length = end - start - 1;
    this.pos = end + 1;
    if (length === 0) return '';
    if (length !== 2 * size) {
      const kind = size === 16 ? 'trace' : 'span';
      this.fail('invalid-id', `a ${kind} id has ${2 * size} hex digits, this one has ${length}`, start);
    }
    const id = readHexId(this.#bytes, start + 1, size);
    if (typeof id === 'number') this.fail('invalid-id', 'expected a hex digit', id);
    return id;
  }

  /** Moves over a value of any kind. */
  skip(depth = 0): void {
    const first = this.#peek();
    if (first === QUOTE) this.pos = this.#strings.findEnd(this.pos);
    else if (isNumberStart(first)) this.#readNumberToken();
    else if (first === OPEN.object || first === OPEN.array) {
      if (depth === MAX_DEPTH) this.fail('too-deep', `values nested more than ${MAX_DEPTH} deep`, this.pos);
      this.#skipMembers(first === OPEN.object ? 'object' : 'array', depth + 1);
    } else if (!this.#skipWord('true') && !this.#skipWord('false') && !this.#skipNull()) {
      this.#failSyntax('a value');
    }
  }

  #skipMembers(kind: 'object' | 'array', depth: number): void {
    if (!this.enter(kind)) return;
    do {
      if (kind === 'object') this.readKey();
      this.skip(depth);
    } while (this.next(kind));
  }

  /** Only white space may follow the value. */
  expectEnd(): void {
    if (this.#peek() !== -1) this.#failSyntax('the end of the body');
  }

  /** The offset of the value that comes next. */
  valueStart(): number {
    this.#peek();
    return this.pos;
  }

  /** To be called for every message and list that is built. */
  countElement(): void {
    if (this.#elementsLeft-- > 0) return;
    const limit = maxElements(this.#bytes.length);
    this.fail('too-many', `more than ${limit} messages in a body of ${this.#bytes.length} bytes`, this.pos);
  }

  /** Fails because what comes next is not what the field holds. */
  failType(expected: string): never {
    const found = describe(this.#peek());
    if (found === undefined) this.#failSyntax(expected);
    this.fail('wrong-type', `expected ${expected}, found ${found}`, this.pos);
  }

  fail(code: OtlpDecodeErrorCode, detail: string, offset: number): never {
    throw new OtlpDecodeError(code, detail, offset, this.path.toString());
  }

  /** The byte after any white space, -1 at the end; `pos` is left on it. */
  #peek(): number {
    const bytes = this.#bytes;
    while (this.pos < bytes.length) {
      const byte = bytes[this.pos] as number;
      if (byte > 0x20 || (byte !== 0x20 && byte !== 0x0a && byte !== 0x0d && byte !== 0x09)) return byte;
      this.pos++;
    }
    return -1;
  }

  #skipNull(): boolean {
    return this.#skipWord('null');
  }

  #skipWord(word: string): boolean {
    for (let i = 0; i < word.length; i++) {
      if (this.#bytes[this.pos + i] !== word.charCodeAt(i)) return false;
    }
    this.pos += word.length;
    return true;
  }

  /** Reads a string whose opening quote is at `pos`. */
  #readText(): string {
    const text = this.#strings.read(this.pos);
    this.pos = this.#strings.end;
    return text;
  }

  #readNumberToken(): string {
    const bytes = this.#bytes;
    const start = this.pos;
    let end = start;
    while (end < bytes.length && isNumberPart(bytes[end] as number)) end++;
    const token = this.#text.decode(start, end) ?? '';
    if (!NUMBER.test(token)) this.fail('syntax', `${brief(token)} is not a JSON number`, start);
    this.pos = end;
    return token;
  }

  #failSyntax(expected: string): never {
    const byte = this.#peek();
    if (byte === -1) this.fail('truncated', `expected ${expected}, found the end of the body`, this.pos);
    const found = byte > 0x20 && byte < 0x7f ? JSON.stringify(String.fromCharCode(byte)) : `byte ${byte}`;
    this.fail('syntax', `expected ${expected}, found ${found}`, this.pos);
  }
}

function isNumberStart(byte: number): boolean {
  return byte === MINUS || (byte >= ZERO && byte <= 0x39);
}

/** Digits and any of `+-.eE`. */
function isNumberPart(byte: number): boolean {
  return (
    (byte >= ZERO && byte <= 0x39) ||
    byte === MINUS ||
    byte === 0x2b ||
    byte === 0x2e ||
    (byte | 0x20) === 0x65
  );
}

/** What a value is by its first byte; `undefined` if no JSON value starts so. */
function describe(first: number): string | undefined {
  if (first === OPEN.object) return NAMES.object;
  if (first === OPEN.array) return NAMES.array;
  if (first === QUOTE) return 'a string';
  if (isNumberStart(first)) return 'a number';
  if (first === 0x6e) return 'null';
  if (first === 0x74 || first === 0x66) return 'a boolean';
  return undefined;
}

function brief(text: string): string {
  return text.length <= 40 ? text : `${text.slice(0, 40)}…`;
}
