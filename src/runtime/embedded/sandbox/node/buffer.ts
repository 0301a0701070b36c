/** `node:buffer`. */
import { CUSTOM_INSPECT } from '../inspection.ts';
import { codedError, invalidArgument } from './node-error.ts';

type Encoding = 'utf8' | 'hex' | 'base64' | 'base64url' | 'latin1' | 'ascii' | 'utf16le';

const ENCODINGS: Readonly<Record<string, Encoding>> = {
  utf8: 'utf8',
  'utf-8': 'utf8',
  hex: 'hex',
  base64: 'base64',
  base64url: 'base64url',
  latin1: 'latin1',
  binary: 'latin1',
  ascii: 'ascii',
  utf16le: 'utf16le',
  'utf-16le': 'utf16le',
  ucs2: 'utf16le',
  'ucs-2': 'utf16le',
};

const utf8Encoder = new TextEncoder();
const utf8Decoder = new TextDecoder('utf-8', { ignoreBOM: true });

/** What is used of a typed array. */
export interface Bytes extends ArrayLike<number> {
  [at: number]: number;
  readonly buffer: ArrayBufferLike;
  readonly byteOffset: number;
  readonly byteLength: number;
  set(bytes: ArrayLike<number>, at?: number): void;
}

interface BytesClass {
  new (length: number): Bytes;
  new (buffer: ArrayBufferLike, offset?: number, length?: number): Bytes;
}

/** The class to extend, without the methods that Node's buffers give another meaning. */
const TypedArray = Uint8Array as unknown as BytesClass;
const typed = Uint8Array.prototype;

function encodingOf(name: unknown): Encoding {
  const encoding = ENCODINGS[String(name ?? 'utf8').toLowerCase()];
  if (encoding === undefined)
    throw codedError(TypeError, 'ERR_UNKNOWN_ENCODING', `Unknown encoding: ${String(name)}`);
  return encoding;
}

function encode(text: string, encoding: Encoding): Uint8Array {
  switch (encoding) {
    case 'utf8':
      return utf8Encoder.encode(text);
    case 'hex': {
      const pairs = /^(?:[0-9a-f]{2})*/i.exec(text)?.[0].match(/../g) ?? [];
      return Uint8Array.from(pairs, (pair) => Number.parseInt(pair, 16));
    }
    case 'base64':
    case 'base64url': {
      const clean = text
        .replaceAll('-', '+')
        .replaceAll('_', '/')
        .replace(/[^A-Za-z0-9+/]/g, '');
      const whole = clean.length % 4 === 1 ? clean.slice(0, -1) : clean;
      return Uint8Array.from(atob(whole), (character) => character.charCodeAt(0));
    }
    case 'utf16le': {
      const bytes = new Uint8Array(text.length * 2);
      for (let at = 0; at < text.length; at++) {
        bytes[at * 2] = text.charCodeAt(at) & 0xff;
        bytes[at * 2 + 1] = text.charCodeAt(at) >> 8;
      }
      return bytes;
    }
    default:
      return Uint8Array.from(text, (character) => character.charCodeAt(0));
  }
}

function decode(bytes: Bytes, encoding: Encoding): string {
  switch (encoding) {
    case 'utf8':
      return utf8Decoder.decode(bytes as Uint8Array);
    case 'hex':
      return Array.from(bytes as ArrayLike<number>, (byte) => byte.toString(16).padStart(2, '0')).join('');
    case 'base64':
      return btoa(decode(bytes, 'latin1'));
    case 'base64url':
      return decode(bytes, 'base64').replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '');
    case 'utf16le':
      return Array.from({ length: bytes.length >> 1 }, (_, at) =>
        String.fromCharCode((bytes[at * 2] ?? 0) | ((bytes[at * 2 + 1] ?? 0) << 8)),
      ).join('');
    default: {
      const mask = encoding === 'ascii' ? 0x7f : 0xff;
      let text = '';
      for (let at = 0; at < bytes.length; at++) text += String.fromCharCode((bytes[at] ?? 0) & mask);
      return text;
    }
  }
}

type Source =
  | string
  | ArrayBufferLike
  | ArrayLike<number>
  | { readonly type: 'Buffer'; readonly data: number[] };

export class Buffer extends TypedArray {
  static poolSize = 8192;

  static from(source: Source, second?: unknown, length?: number): Buffer {
    if (typeof source === 'string') return Buffer.#over(encode(source, encodingOf(second)));
    if (isMemory(source)) return new Buffer(source, second as number | undefined, length);
    if (typeof source !== 'object' || source === null) {
      throw invalidArgument(
        'first argument',
        'of type string or an instance of Buffer, ArrayBuffer, or Array',
        source,
      );
    }
    const bytes = 'type' in source && source.type === 'Buffer' ? source.data : (source as ArrayLike<number>);
    const buffer = new Buffer(bytes.length);
    for (let at = 0; at < bytes.length; at++) buffer[at] = bytes[at] ?? 0;
    return buffer;
  }

  static alloc(size: number, fill?: string | number | Uint8Array, encoding?: string): Buffer {
    const buffer = new Buffer(size);
    return fill === undefined ? buffer : buffer.fill(fill, 0, size, encoding);
  }

  static allocUnsafe(size: number): Buffer {
    return new Buffer(size);
  }

  static allocUnsafeSlow(size: number): Buffer {
    return new Buffer(size);
  }

  static isBuffer(value: unknown): value is Buffer {
    return value instanceof Buffer;
  }

  static isEncoding(name: unknown): boolean {
    return typeof name === 'string' && name.toLowerCase() in ENCODINGS;
  }

  static byteLength(value: string | ArrayBufferView | ArrayBufferLike, encoding?: string): number {
    return typeof value === 'string' ? encode(value, encodingOf(encoding)).length : value.byteLength;
  }

  static concat(list: readonly Bytes[], total?: number): Buffer {
    const buffer = new Buffer(total ?? list.reduce((sum, { length }) => sum + length, 0));
    let at = 0;
    for (const bytes of list) {
      const room = buffer.length - at;
      if (room <= 0) break;
      buffer.set(bytes.length > room ? typed.subarray.call(bytes, 0, room) : bytes, at);
      at += bytes.length;
    }
    return buffer;
  }

  static compare(a: Bytes, b: Bytes): number {
    for (let at = 0; at < Math.min(a.length, b.length); at++) {
      if (a[at] !== b[at]) return (a[at] ?? 0) < (b[at] ?? 0) ? -1 : 1;
    }
    return Math.sign(a.length - b.length);
  }

  static #over({ buffer, byteOffset, byteLength }: Bytes): Buffer {
    return new Buffer(buffer, byteOffset, byteLength);
  }

  override toString(encoding?: string, start = 0, end = this.length): string {
    return decode(this.subarray(Math.max(0, start), end), encodingOf(encoding));
  }

  toJSON(): { type: 'Buffer'; data: number[] } {
    return { type: 'Buffer', data: Array.from(this as ArrayLike<number>) };
  }

  equals(other: Bytes): boolean {
    return Buffer.compare(this, other) === 0;
  }

  compare(other: Bytes): number {
    return Buffer.compare(this, other);
  }

  /** The same memory; a typed array's own `slice` copies. */
  slice(start?: number, end?: number): Buffer {
    return this.subarray(start, end);
  }

  subarray(start?: number, end?: number): Buffer {
    return Buffer.#over(typed.subarray.call(this as unknown as Uint8Array, start, end));
  }

  copy(target: Bytes, targetStart = 0, start = 0, end = this.length): number {
    const bytes = this.subarray(start, Math.min(end, start + target.length - targetStart));
    target.set(bytes, targetStart);
    return bytes.length;
  }

  write(text: string, offset?: number | string, length?: number | string, encoding?: string): number {
    const at = typeof offset === 'number' ? offset : 0;
    const name = [encoding, length, offset].find((value) => typeof value === 'string');
    const most = Math.min(this.length - at, typeof length === 'number' ? length : Infinity);
    const bytes = encode(text, encodingOf(name)).subarray(0, most);
    this.set(bytes, at);
    return bytes.length;
  }

  fill(value: string | number | Uint8Array, start = 0, end = this.length, encoding?: string): this {
    if (typeof value === 'number') {
      typed.fill.call(this as unknown as Uint8Array, value, start, end);
      return this;
    }
    const bytes = typeof value === 'string' ? encode(value, encodingOf(encoding)) : value;
    for (let at = start; at < end; at++) this[at] = bytes[(at - start) % bytes.length] ?? 0;
    return this;
  }

  indexOf(value: string | number | Uint8Array, from = 0, encoding?: string): number {
    if (typeof value === 'number')
      return typed.indexOf.call(this as unknown as Uint8Array, value & 0xff, from);
    const bytes = typeof value === 'string' ? encode(value, encodingOf(encoding)) : value;
    for (let at = from < 0 ? Math.max(0, this.length + from) : from; at <= this.length - bytes.length; at++) {
      if (bytes.every((byte, offset) => this[at + offset] === byte)) return at;
    }
    return -1;
  }

  swap16(): this {
    return this.#swap(2);
  }

  swap32(): this {
    return this.#swap(4);
  }

  swap64(): this {
    return this.#swap(8);
  }

  #swap(bytes: number): this {
    if (this.length % bytes !== 0) {
      const says = `Buffer size must be a multiple of ${bytes * 8}-bits`;
      throw codedError(RangeError, 'ERR_INVALID_BUFFER_SIZE', says);
    }
    for (let at = 0; at < this.length; at += bytes) typed.reverse.call(this.subarray(at, at + bytes));
    return this;
  }

  includes(value: string | number | Uint8Array, from?: number, encoding?: string): boolean {
    return this.indexOf(value, from, encoding) !== -1;
  }

  [CUSTOM_INSPECT](): string {
    const shown = Array.from(this.subarray(0, 50) as ArrayLike<number>, (byte) =>
      byte.toString(16).padStart(2, '0'),
    );
    const more = this.length - shown.length;
    if (more > 0) shown.push(`... ${more} more byte${more > 1 ? 's' : ''}`);
    return `<${['Buffer', ...shown].join(' ')}>`;
  }
}

function isMemory(value: unknown): value is ArrayBufferLike {
  return /^\[object (Shared)?ArrayBuffer\]$/.test(Object.prototype.toString.call(value));
}

/** `readUInt32BE`, `writeDoubleLE` …: one pair of methods for each number type and byte order. */
const NUMBER_TYPES = {
  UInt8: ['Uint8', 1],
  Int8: ['Int8', 1],
  UInt16: ['Uint16', 2],
  Int16: ['Int16', 2],
  UInt32: ['Uint32', 4],
  Int32: ['Int32', 4],
  Float: ['Float32', 4],
  Double: ['Float64', 8],
  BigUInt64: ['BigUint64', 8],
  BigInt64: ['BigInt64', 8],
} as const;

for (const [name, [type, size]] of Object.entries(NUMBER_TYPES)) {
  for (const order of size === 1 ? [''] : ['LE', 'BE']) {
    const little = order === 'LE';
    const view = ({ buffer, byteOffset, length }: Bytes, at: number): DataView => {
      if (at < 0 || at + size > length) {
        throw codedError(
          RangeError,
          'ERR_OUT_OF_RANGE',
          `The value of "offset" is out of range. It must be >= 0 and <= ${length - size}. Received ${at}`,
        );
      }
      return new DataView(buffer, byteOffset, length);
    };
    const read = function (this: Bytes, at = 0): number | bigint {
      return view(this, at)[`get${type}`](at, little);
    };
    const write = function (this: Bytes, value: number | bigint, at = 0): number {
      const set = view(this, at) as unknown as Record<
        string,
        (at: number, value: number | bigint, little: boolean) => void
      >;
      set[`set${type}`]?.(at, value, little);
      return at + size;
    };
    for (const [method, body] of [
      [`read${name}${order}`, read],
      [`write${name}${order}`, write],
    ] as const) {
      const descriptor = { value: body, writable: true, configurable: true };
      Object.defineProperty(Buffer.prototype, method, descriptor);
      if (name.includes('UInt'))
        Object.defineProperty(Buffer.prototype, method.replace('UInt', 'Uint'), descriptor);
    }
  }
}

export const buffer = {
  Buffer,
  Blob: globalThis.Blob,
  File: globalThis.File,
  atob: globalThis.atob,
  btoa: globalThis.btoa,
  constants: { MAX_LENGTH: 2 ** 32, MAX_STRING_LENGTH: 2 ** 29 - 24 },
  kMaxLength: 2 ** 32,
};
