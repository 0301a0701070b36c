/** Base64 in any JavaScript of today: pages, and the Node 20 to 26 that containers have. */

/** Arguments of one call are limited; larger bodies go in parts. */
const PART_BYTES = 0x8000;

export function toBase64(bytes: Uint8Array): string {
  let text = '';
  for (let at = 0; at < bytes.length; at += PART_BYTES) {
    text += String.fromCharCode(...bytes.subarray(at, at + PART_BYTES));
  }
  return btoa(text);
}

/** Throws on characters that are none of base64's. */
export function fromBase64(text: string): Uint8Array {
  const binary = atob(text);
  const bytes = new Uint8Array(binary.length);
  for (let at = 0; at < binary.length; at++) bytes[at] = binary.charCodeAt(at);
  return bytes;
}
