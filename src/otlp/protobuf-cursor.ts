import { BodyText, findInvalidUtf8 } from './body-text.ts';
import { MAX_DEPTH, maxElements } from './decode-limits.ts';
import { FieldPath } from './field-path.ts';
import { readBinaryId } from './hex.ts';
import { OtlpDecodeError, type OtlpDecodeErrorCode } from './otlp-decode-error.ts';

const WIRE_TYPE_NAMES = ['varint', '64-bit', 'length-delimited', 'group start', 'group end', '32-bit'];

const scratch64 = new Uint32Array(2);
const scratchSigned = new BigInt64Array(scratch64.buffer);
const scratchUnsigned = new BigUint64Array(scratch64.buffer);

/**
 * The values of the protobuf wire format, read from one body one after the other. `end`, everywhere, is where the
 * message around the value ends: no value reaches beyond it.
 */
export class ProtobufCursor {
  readonly path = new FieldPath();
  /** Offset of the next byte. */
  pos = 0;
  readonly #bytes: Uint8Array;
  readonly #view: DataView;
  readonly #text: BodyText;
  #elementsLeft: number;
  /** Upper 32 bits of the varint read last. */
  #high = 0;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    this.#text = new BodyText(bytes);
    this.#elementsLeft = maxElements(bytes.length);
  }

  /** Reads a tag: a field number above 0 in the upper 29 bits, a wire type in the lower 3. */
  readTag(end: number): number {
    const start = this.pos;
    const tag = this.#readVarint(end) >>> 0;
    if (this.#high !== 0 || tag < 8) {
      this.fail('syntax', 'expected a field number between 1 and 536870911', start);
    }
    return tag;
  }

  /** Reads a length and returns where the value it announces ends. */
  readLength(end: number): number {
    const start = this.pos;
    const length = this.#readVarint(end) >>> 0;
    const left = end - this.pos;
    if (this.#high !== 0 || length > left) {
      const declared = this.#high === 0 ? `${length} bytes` : 'over 4 GiB';
      this.fail('truncated', `a length of ${declared} where ${left} bytes are left`, start);
    }
    return this.pos + length;
  }

  readString(end: number): string {
    const stringEnd = this.readLength(end);
    const start = this.pos;
    const text = this.#text.decode(start, stringEnd);
    if (text === undefined) {
      this.fail('invalid-utf8', 'a string must be UTF-8', findInvalidUtf8(this.#bytes, start, stringEnd));
    }
    this.pos = stringEnd;
    return text;
  }

  /** A copy, so that the body can be freed. */
  readBytes(end: number): Uint8Array {
    const bytesEnd = this.readLength(end);
    const copy = this.#bytes.slice(this.pos, bytesEnd);
    this.pos = bytesEnd;
    return copy;
  }

  readId(size: 8 | 16, end: number): string {
    const start = this.pos;
    const idEnd = this.readLength(end);
    const length = idEnd - this.pos;
    this.pos = idEnd;
    if (length === 0) return '';
    if (length !== size) {
      const kind = size === 16 ? 'trace' : 'span';
      this.fail('invalid-id', `a ${kind} id has ${size} bytes, this one has ${length}`, start);
    }
    return readBinaryId(this.#bytes, idEnd - size, size);
  }

  /** As protobuf does, takes the lower 32 bits of a longer varint. */
  readUint32(end: number): number {
    return this.#readVarint(end) >>> 0;
  }

  readInt32(end: number): number {
    return this.#readVarint(end) | 0;
  }

  readSint32(end: number): number {
    const zigzag = this.#readVarint(end);
    return (zigzag >>> 1) ^ -(zigzag & 1);
  }

  readBool(end: number): boolean {
    return (this.#readVarint(end) | this.#high) !== 0;
  }

  readInt64(end: number): bigint {
    scratch64[0] = this.#readVarint(end);
    scratch64[1] = this.#high;
    return scratchSigned[0] as bigint;
  }

  readUint64(end: number): bigint {
    scratch64[0] = this.#readVarint(end);
    scratch64[1] = this.#high;
    return scratchUnsigned[0] as bigint;
  }

  readFixed32(end: number): number {
    return this.#view.getUint32(this.#take(4, end), true);
  }

  readFixed64(end: number): bigint {
    return this.#view.getBigUint64(this.#take(8, end), true);
  }

  readSfixed64(end: number): bigint {
    return this.#view.getBigInt64(this.#take(8, end), true);
  }

  readDouble(end: number): number {
    return this.#view.getFloat64(this.#take(8, end), true);
  }

  /** Moves over the value of an unknown field whose tag, read at `start`, was `tag`. */
  skip(tag: number, start: number, end: number, depth = 0): void {
    switch (tag & 7) {
      case 0:
        this.#readVarint(end);
        return;
      case 1:
        this.#take(8, end);
        return;
      case 2:
        this.pos = this.readLength(end);
        return;
      case 3:
        this.#skipGroup(tag, start, end, depth + 1);
        return;
      case 5:
        this.#take(4, end);
        return;
    }
    const reason = (tag & 7) === 4 ? 'ends a group that did not start' : `has unknown wire type ${tag & 7}`;
    this.fail('syntax', `field ${tag >>> 3} ${reason}`, start);
  }

  #skipGroup(startTag: number, groupStart: number, end: number, depth: number): void {
    if (depth > MAX_DEPTH) this.fail('too-deep', `groups nested more than ${MAX_DEPTH} deep`, groupStart);
    while (this.pos < end) {
      const start = this.pos;
      const tag = this.readTag(end);
      if (tag === startTag + 1) return;
      this.skip(tag, start, end, depth);
    }
    this.fail('truncated', `group ${startTag >>> 3} does not end`, groupStart);
  }

  /** Checks the wire type of a known field whose tag, read at `start`, was `tag`. */
  expectWireType(expected: number, tag: number, start: number): void {
    const actual = tag & 7;
    if (actual === expected) return;
    const found = `${actual} (${WIRE_TYPE_NAMES[actual] ?? 'unknown'})`;
    this.fail(
      'wrong-type',
      `expected wire type ${expected} (${WIRE_TYPE_NAMES[expected]}), found ${found}`,
      start,
    );
  }

  /** To be called for every message and list that is built. */
  countElement(): void {
    if (this.#elementsLeft-- > 0) return;
    const limit = maxElements(this.#bytes.length);
    this.fail('too-many', `more than ${limit} messages in a body of ${this.#bytes.length} bytes`, this.pos);
  }

  fail(code: OtlpDecodeErrorCode, detail: string, offset: number): never {
    throw new OtlpDecodeError(code, detail, offset, this.path.toString());
  }

  /** Returns the lower 32 bits as a signed number and leaves the upper ones in `#high`. */
  #readVarint(end: number): number {
    const bytes = this.#bytes;
    let pos = this.pos;
    if (pos < end) {
      const only = bytes[pos] as number;
      if (only < 0x80) {
        this.pos = pos + 1;
        this.#high = 0;
        return only;
      }
    }
    let low = 0;
    let high = 0;
    for (let shift = 0; ; shift += 7) {
      if (shift === 70) this.fail('syntax', 'a varint has at most 10 bytes', this.pos);
      if (pos >= end) this.fail('truncated', 'the message ends inside a varint', this.pos);
      const byte = bytes[pos++] as number;
      const bits = byte & 0x7f;
      if (shift < 28) low |= bits << shift;
      else if (shift === 28) {
        low |= bits << 28;
        high = bits >>> 4;
      } else high |= bits << (shift - 32);
      if (byte < 0x80) break;
    }
    this.pos = pos;
    this.#high = high;
    return low;
  }

  /** Moves over `size` bytes and returns where they start. */
  #take(size: number, end: number): number {
    const start = this.pos;
    if (size > end - start) {
      this.fail('truncated', `expected ${size} bytes where ${end - start} are left`, start);
    }
    this.pos = start + size;
    return start;
  }
}
