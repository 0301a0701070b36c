/** Bytes in tests, readable. */

export function utf8(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}

export function textOf(bytes: Uint8Array): string {
  return new TextDecoder().decode(bytes);
}

/** Bytes from hex digits; spaces are for the reader. */
export function fromHex(hex: string): Uint8Array {
  const digits = hex.replace(/\s/g, '');
  return Uint8Array.from({ length: digits.length / 2 }, (_, i) =>
    Number.parseInt(digits.slice(2 * i, 2 * i + 2), 16),
  );
}

export function toHex(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** A length-delimited protobuf field below number 16. */
export function lengthDelimited(number: number, content: Uint8Array): Uint8Array {
  const header = [number * 8 + 2];
  let rest = content.length;
  for (; rest > 0x7f; rest >>>= 7) header.push((rest & 0x7f) | 0x80);
  header.push(rest);
  return Uint8Array.from([...header, ...content]);
}
