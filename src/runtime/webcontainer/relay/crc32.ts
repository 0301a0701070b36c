/** CRC-32 as ISO-HDLC defines it (that of zip and png), of a text of ASCII characters. */

const TABLE = Uint32Array.from({ length: 256 }, (_, byte) => {
  let value = byte;
  for (let bit = 0; bit < 8; bit++) value = value & 1 ? (value >>> 1) ^ 0xedb8_8320 : value >>> 1;
  return value;
});

/** Eight hexadecimal digits. */
export function crc32(ascii: string): string {
  let crc = 0xffff_ffff;
  for (let at = 0; at < ascii.length; at++) {
    crc = (crc >>> 8) ^ (TABLE[(crc ^ ascii.charCodeAt(at)) & 0xff] ?? 0);
  }
  return (~crc >>> 0).toString(16).padStart(8, '0');
}
