/** Running checksums of decompressed data: start with the initial value, pass the result on with each chunk. */

const CRC_TABLE = new Uint32Array(256);
for (let byte = 0; byte < 256; byte++) {
  let crc = byte;
  for (let bit = 0; bit < 8; bit++) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0);
  CRC_TABLE[byte] = crc;
}

/** CRC-32 of gzip (RFC 1952, section 8); initial value 0. */
export function crc32(crc: number, chunk: Uint8Array): number {
  let value = ~crc;
  for (const byte of chunk) value = (value >>> 8) ^ (CRC_TABLE[(value ^ byte) & 0xff] as number);
  return ~value >>> 0;
}

/** Adler-32 of zlib (RFC 1950, section 8.2); initial value 1. */
export function adler32(adler: number, chunk: Uint8Array): number {
  let low = adler & 0xffff;
  let high = adler >>> 16;
  for (const byte of chunk) {
    low = (low + byte) % 65521;
    high = (high + low) % 65521;
  }
  return high * 65536 + low;
}
