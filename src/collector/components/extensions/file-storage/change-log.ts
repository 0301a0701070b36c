import { crc32 } from '../../../../otlp/checksums.ts';

/**
 * The format of a file: a line that says what it is, then one record after the other: a byte for the operation, the
 * lengths of key and value, both, and a checksum of all that. Numbers are 32 bits, the most significant byte first.
 */
const SIGNATURE = new TextEncoder().encode('academy file_storage 1\n');
const SET = 1;
const DELETE = 2;
const HEAD = 9;
const CHECKSUM = 4;

/** A file that isn't one of ours, or was damaged. */
export class InvalidFileError extends Error {
  constructor() {
    super('invalid database');
    this.name = 'InvalidFileError';
  }
}

export interface ReadLog {
  readonly values: Map<string, Uint8Array>;
  /** Whether the last record is cut off, as of a process that was killed while it wrote. */
  readonly torn: boolean;
}

/** Bytes a value takes with its key. */
export function recordSize(key: string, value: Uint8Array): number {
  return HEAD + utf8.encode(key).length + value.length + CHECKSUM;
}

/** What a file begins with. */
export function emptyLog(): Uint8Array {
  return SIGNATURE.slice();
}

export function setRecord(key: string, value: Uint8Array): Uint8Array {
  return record(SET, key, value);
}

export function deleteRecord(key: string): Uint8Array {
  return record(DELETE, key, new Uint8Array());
}

/** Throws an InvalidFileError. */
export function readLog(bytes: Uint8Array): ReadLog {
  const values = new Map<string, Uint8Array>();
  const begun = Math.min(bytes.length, SIGNATURE.length);
  if (!SIGNATURE.subarray(0, begun).every((byte, index) => byte === bytes[index]))
    throw new InvalidFileError();
  if (begun < SIGNATURE.length) return { values, torn: true };
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let at = SIGNATURE.length;
  while (at < bytes.length) {
    if (at + HEAD > bytes.length) return { values, torn: true };
    const keyEnd = at + HEAD + view.getUint32(at + 1);
    const valueEnd = keyEnd + view.getUint32(at + 5);
    if (valueEnd + CHECKSUM > bytes.length) return { values, torn: true };
    if (crc32(0, bytes.subarray(at, valueEnd)) !== view.getUint32(valueEnd)) throw new InvalidFileError();
    const key = new TextDecoder().decode(bytes.subarray(at + HEAD, keyEnd));
    if (bytes[at] === SET) values.set(key, bytes.slice(keyEnd, valueEnd));
    else values.delete(key);
    at = valueEnd + CHECKSUM;
  }
  return { values, torn: false };
}

const utf8 = new TextEncoder();

function record(operation: number, key: string, value: Uint8Array): Uint8Array {
  const keyBytes = utf8.encode(key);
  const size = HEAD + keyBytes.length + value.length;
  const bytes = new Uint8Array(size + CHECKSUM);
  const view = new DataView(bytes.buffer);
  bytes[0] = operation;
  view.setUint32(1, keyBytes.length);
  view.setUint32(5, value.length);
  bytes.set(keyBytes, HEAD);
  bytes.set(value, HEAD + keyBytes.length);
  view.setUint32(size, crc32(0, bytes.subarray(0, size)));
  return bytes;
}
