const WORD = 2 ** 32;
const utf8 = new TextEncoder();

/** FNV-1a of 64 bits, fed piece by piece. It is kept in halves, which is many times faster than a bigint. */
export class Fnv1a {
  #high = 0xcbf29ce4;
  #low = 0x84222325;

  write(bytes: Uint8Array): this {
    for (const byte of bytes) {
      const low = (this.#low ^ byte) >>> 0;
      // The prime is 2^40 + 435.
      const product = low * 435;
      this.#high = (Math.imul(this.#high, 435) + Math.floor(product / WORD) + (low << 8)) >>> 0;
      this.#low = product >>> 0;
    }
    return this;
  }

  writeText(text: string): this {
    return this.write(utf8.encode(text));
  }

  copy(): Fnv1a {
    const copy = new Fnv1a();
    copy.#high = this.#high;
    copy.#low = this.#low;
    return copy;
  }

  /** Lower-case, without leading zeros. */
  hex(): string {
    if (this.#high === 0) return this.#low.toString(16);
    return this.#high.toString(16) + this.#low.toString(16).padStart(8, '0');
  }
}
