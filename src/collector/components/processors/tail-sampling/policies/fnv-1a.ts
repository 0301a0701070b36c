const WORD = 2 ** 32;

/**
 * FNV-1a of 64 bits over several pieces, in two halves of 32 bits, which is many times faster than a bigint. The
 * prime is 2^40 + 435.
 */
export class Fnv1a {
  high = 0xcbf29ce4;
  low = 0x84222325;

  /** Goes on from where another one is. */
  resume({ high, low }: Fnv1a): this {
    this.high = high;
    this.low = low;
    return this;
  }

  add(byte: number): void {
    const low = (this.low ^ byte) >>> 0;
    const product = low * 435;
    this.high = (Math.imul(this.high, 435) + Math.floor(product / WORD) + (low << 8)) >>> 0;
    this.low = product >>> 0;
  }
}
