const utf8 = new TextEncoder();
/** Below this, a loop over the characters beats the call into the encoder. */
const SHORT_TEXT = 64;

const scratch64 = new BigUint64Array(1);
const scratchHalves = new Uint32Array(scratch64.buffer);

/** Bytes written one after the other into a buffer that grows. */
export class ByteSink {
  /** Number of bytes written. */
  length = 0;
  #bytes = new Uint8Array(1024);
  #view = new DataView(this.#bytes.buffer);

  /** What was written; it stays valid when more is written. */
  toBytes(): Uint8Array {
    return this.#bytes.slice(0, this.length);
  }

  writeByte(byte: number): void {
    this.#reserve(1);
    this.#bytes[this.length++] = byte;
  }

  writeBytes(bytes: Uint8Array): void {
    this.#reserve(bytes.length);
    this.#bytes.set(bytes, this.length);
    this.length += bytes.length;
  }

  /** Text known to be ASCII. */
  writeAscii(text: string): void {
    this.#reserve(text.length);
    for (let i = 0; i < text.length; i++) this.#bytes[this.length++] = text.charCodeAt(i);
  }

  /** UTF-8; a surrogate without its other half is written as U+FFFD. */
  writeText(text: string): void {
    const start = this.length;
    if (text.length <= SHORT_TEXT) {
      this.#reserve(text.length);
      let i = 0;
      for (; i < text.length; i++) {
        const code = text.charCodeAt(i);
        if (code >= 0x80) break;
        this.#bytes[start + i] = code;
      }
      if (i === text.length) {
        this.length += i;
        return;
      }
    }
    this.#reserve(text.length * 3);
    this.length += utf8.encodeInto(text, this.#bytes.subarray(start)).written;
  }

  /** A varint of a number from 0 to 2^32 - 1. */
  writeVarint(value: number): void {
    this.#reserve(5);
    let rest = value;
    while (rest > 0x7f) {
      this.#bytes[this.length++] = (rest & 0x7f) | 0x80;
      rest >>>= 7;
    }
    this.#bytes[this.length++] = rest;
  }

  /** A varint of 64 bits; a negative number is written as its two's complement. */
  writeVarint64(value: bigint): void {
    this.#reserve(10);
    scratch64[0] = value;
    let low = scratchHalves[0] as number;
    let high = scratchHalves[1] as number;
    while (high !== 0 || low > 0x7f) {
      this.#bytes[this.length++] = (low & 0x7f) | 0x80;
      low = ((low >>> 7) | (high << 25)) >>> 0;
      high >>>= 7;
    }
    this.#bytes[this.length++] = low;
  }

  writeFixed32(value: number): void {
    this.#reserve(4);
    this.#view.setUint32(this.length, value, true);
    this.length += 4;
  }

  /** Signed or unsigned. */
  writeFixed64(value: bigint): void {
    this.#reserve(8);
    this.#view.setBigUint64(this.length, value, true);
    this.length += 8;
  }

  writeDouble(value: number): void {
    this.#reserve(8);
    this.#view.setFloat64(this.length, value, true);
    this.length += 8;
  }

  /** Leaves room for a length; returns a mark for `endLength`. */
  beginLength(): number {
    this.writeByte(0);
    return this.length;
  }

  /**
   * Writes the number of bytes since the mark into the room left. Where it takes more than the one byte left, which
   * only larger messages do, what follows is moved.
   */
  endLength(mark: number): void {
    const size = this.length - mark;
    let extra = 0;
    for (let rest = size; rest > 0x7f; rest >>>= 7) extra++;
    if (extra > 0) {
      this.#reserve(extra);
      this.#bytes.copyWithin(mark + extra, mark, this.length);
    }
    this.length = mark - 1;
    this.writeVarint(size);
    this.length = mark + extra + size;
  }

  #reserve(size: number): void {
    const needed = this.length + size;
    if (needed <= this.#bytes.length) return;
    const grown = new Uint8Array(Math.max(needed, this.#bytes.length * 2));
    grown.set(this.#bytes);
    this.#bytes = grown;
    this.#view = new DataView(grown.buffer);
  }
}
