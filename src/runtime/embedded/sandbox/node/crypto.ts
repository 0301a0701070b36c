/** `node:crypto`, its common part: random values and hashes. */
import { md5, sha1 } from '@noble/hashes/legacy.js';
import { sha224, sha256, sha384, sha512 } from '@noble/hashes/sha2.js';
import { NativePromise } from '../natives.ts';
import { setImmediate } from '../timers.ts';
import { Buffer, type Bytes } from './buffer.ts';
import { codedError } from './node-error.ts';

const webcrypto = globalThis.crypto;
const fillRandom = webcrypto.getRandomValues.bind(webcrypto);

/** The most bytes `getRandomValues` gives at once. */
const RANDOM_LIMIT = 65_536;

function randomFillSync<T extends ArrayBufferView>(target: T): T {
  const bytes = new Uint8Array(target.buffer as ArrayBuffer, target.byteOffset, target.byteLength);
  for (let at = 0; at < bytes.length; at += RANDOM_LIMIT) fillRandom(bytes.subarray(at, at + RANDOM_LIMIT));
  return target;
}

type RandomCallback = (error: null, bytes: Buffer) => void;

function randomBytes(size: number, callback?: RandomCallback): Buffer | undefined {
  const buffer = Buffer.alloc(size);
  randomFillSync(buffer as unknown as Uint8Array);
  if (callback === undefined) return buffer;
  setImmediate(() => callback(null, buffer));
  return undefined;
}

function randomInt(
  first: number,
  second?: number | ((error: null, value: number) => void),
  third?: unknown,
): number {
  const [low, high] = typeof second === 'number' ? [first, second] : [0, first];
  const range = high - low;
  if (!Number.isSafeInteger(range) || range <= 0) {
    throw codedError(RangeError, 'ERR_OUT_OF_RANGE', `The value of "max" is out of range. Received ${high}`);
  }
  // Values beyond the last whole multiple of the range would make small results likelier.
  const limit = 2 ** 48 - (2 ** 48 % range);
  let value: number;
  do value = Number.parseInt((randomBytes(6) as Buffer).toString('hex'), 16);
  while (value >= limit);
  const result = low + (value % range);
  const callback = [second, third].find((argument) => typeof argument === 'function');
  if (typeof callback === 'function')
    setImmediate(() => (callback as (error: null, value: number) => void)(null, result));
  return result;
}

function randomUUID(): string {
  const bytes = randomBytes(16) as Buffer;
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x40;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  return bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}

type Digest = (bytes: Uint8Array) => Uint8Array;
interface Algorithm {
  readonly digest: Digest;
  readonly blockBytes: number;
}

const ALGORITHMS = new Map<string, Algorithm>(
  Object.entries({ md5, sha1, sha224, sha256, sha384, sha512 }).map(([name, hash]) => [
    name,
    { digest: (bytes) => hash(bytes), blockBytes: hash.blockLen },
  ]),
);

class Hash {
  readonly #digest: Digest;
  readonly #chunks: Bytes[] = [];
  #used = false;

  constructor(digest: Digest) {
    this.#digest = digest;
  }

  update(data: string | Bytes, encoding?: string): this {
    if (this.#used) throw codedError(Error, 'ERR_CRYPTO_HASH_FINALIZED', 'Digest already called');
    this.#chunks.push(typeof data === 'string' ? Buffer.from(data, encoding) : Buffer.from(data));
    return this;
  }

  digest(encoding?: string): string | Buffer {
    this.#used = true;
    const result = Buffer.from(this.#digest(Buffer.concat(this.#chunks) as unknown as Uint8Array));
    return encoding === undefined ? result : result.toString(encoding);
  }
}

function algorithmOf(name: string): Algorithm {
  const algorithm = ALGORITHMS.get(name.toLowerCase().replace(/^(rsa-)?sha-/, 'sha'));
  if (algorithm === undefined) throw new Error('Digest method not supported');
  return algorithm;
}

function createHmac(name: string, key: string | Bytes): Hash {
  const { digest, blockBytes } = algorithmOf(name);
  const given = (typeof key === 'string' ? Buffer.from(key) : Buffer.from(key)) as unknown as Uint8Array;
  const block = new Uint8Array(blockBytes);
  block.set(given.length > blockBytes ? digest(given) : given);
  const padded = (pad: number): Uint8Array => block.map((byte) => byte ^ pad);
  return new Hash((bytes) => digest(joined(padded(0x5c), digest(joined(padded(0x36), bytes)))));
}

function joined(a: Uint8Array, b: Uint8Array): Uint8Array {
  const bytes = new Uint8Array(a.length + b.length);
  bytes.set(a);
  bytes.set(b, a.length);
  return bytes;
}

function timingSafeEqual(a: Bytes, b: Bytes): boolean {
  if (a.byteLength !== b.byteLength) {
    throw codedError(
      RangeError,
      'ERR_CRYPTO_TIMING_SAFE_EQUAL_LENGTH',
      'Input buffers must have the same byte length',
    );
  }
  let difference = 0;
  for (let at = 0; at < a.length; at++) difference |= (a[at] ?? 0) ^ (b[at] ?? 0);
  return difference === 0;
}

/**
 * Workers of an opaque origin are no secure context, so their `crypto` lacks what others have; the common part of it is
 * put back.
 */
export function completeWebCrypto(): void {
  const missing = { randomUUID, subtle: { digest: digestLater } };
  for (const [name, value] of Object.entries(missing)) {
    if (name in webcrypto) continue;
    Object.defineProperty(webcrypto, name, { value, writable: true, configurable: true, enumerable: true });
  }
}

function digestLater(
  algorithm: string | { readonly name: string },
  data: BufferSource,
): Promise<ArrayBuffer> {
  return new NativePromise((resolve, reject) => {
    const bytes = ArrayBuffer.isView(data)
      ? new Uint8Array(data.buffer, data.byteOffset, data.byteLength)
      : new Uint8Array(data);
    const name = (typeof algorithm === 'string' ? algorithm : algorithm.name).toLowerCase();
    const digest = /^sha-/.test(name) ? ALGORITHMS.get(name.replace('-', ''))?.digest : undefined;
    if (digest === undefined) {
      reject(new DOMException('Unrecognized algorithm name', 'NotSupportedError'));
      return;
    }
    const result = digest(bytes.slice()).buffer as ArrayBuffer;
    setImmediate(() => resolve(result));
  });
}

export const crypto = {
  createHash: (algorithm: string) => new Hash(algorithmOf(algorithm).digest),
  createHmac,
  getHashes: () => [...ALGORITHMS.keys()],
  getRandomValues: fillRandom,
  hash: (algorithm: string, data: string | Bytes, encoding = 'hex') =>
    new Hash(algorithmOf(algorithm).digest).update(data).digest(encoding),
  randomBytes,
  randomFillSync,
  randomInt,
  randomUUID,
  get subtle(): unknown {
    return webcrypto.subtle;
  },
  timingSafeEqual,
  webcrypto,
};
