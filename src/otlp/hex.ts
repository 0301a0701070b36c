/** Value of each hex digit by its ASCII code, 255 for other characters. Either case, as OTLP/JSON allows. */
const DIGIT_VALUES = new Uint8Array(256).fill(255);
for (let value = 0; value < 16; value++) {
  const digit = value.toString(16);
  DIGIT_VALUES[digit.charCodeAt(0)] = value;
  DIGIT_VALUES[digit.toUpperCase().charCodeAt(0)] = value;
}
const DIGIT_CODES = Array.from({ length: 16 }, (_, value) => value.toString(16).charCodeAt(0));

/** Reused argument lists of `String.fromCharCode` for span and trace ids. */
const digits16 = new Array<number>(16).fill(0);
const digits32 = new Array<number>(32).fill(0);

/** The value of a hex digit given as an ASCII code; 255 if it is none. */
export function hexDigitValue(code: number): number {
  return DIGIT_VALUES[code & 0xff] as number;
}

/** An id of 8 or 16 bytes as lower-case hex; `''` if all bytes are zero, which is how OTLP writes "no id". */
export function readBinaryId(bytes: Uint8Array, start: number, size: 8 | 16): string {
  const digits = size === 16 ? digits32 : digits16;
  let any = 0;
  for (let i = 0; i < size; i++) {
    const byte = bytes[start + i] as number;
    any |= byte;
    digits[2 * i] = DIGIT_CODES[byte >> 4] as number;
    digits[2 * i + 1] = DIGIT_CODES[byte & 15] as number;
  }
  return any === 0 ? '' : String.fromCharCode.apply(null, digits);
}

/** Like `readBinaryId` for hex digits in a JSON text; an offset in `bytes` if the character there is no hex digit. */
export function readHexId(bytes: Uint8Array, start: number, size: 8 | 16): string | number {
  const digits = size === 16 ? digits32 : digits16;
  let any = 0;
  for (let i = 0; i < 2 * size; i++) {
    const value = DIGIT_VALUES[bytes[start + i] as number] as number;
    if (value === 255) return start + i;
    any |= value;
    digits[i] = DIGIT_CODES[value] as number;
  }
  return any === 0 ? '' : String.fromCharCode.apply(null, digits);
}

/** Writes hex digits as bytes at `at`; `false` if a character is no hex digit. */
export function writeHex(hex: string, into: Uint8Array, at: number): boolean {
  let bad = 0;
  for (let i = 0; i < hex.length; i += 2) {
    const high = hexDigitValue(hex.charCodeAt(i));
    const low = hexDigitValue(hex.charCodeAt(i + 1));
    bad |= high | low;
    into[at + (i >> 1)] = ((high & 15) << 4) | (low & 15);
  }
  return bad < 16;
}
