const HEX = /^[0-9a-f]+$/i;

/** Whether a text is a UUID, in one of the forms Go's parser takes, or a ULID, of which it looks at length and size only. */
export function isInstanceUid(text: string): boolean {
  return isUuid(text) || (text.length === 26 && text.charAt(0) <= '7');
}

function isUuid(text: string): boolean {
  switch (text.length) {
    case 36:
      return isHyphenated(text);
    case 36 + 'urn:uuid:'.length:
      return text.toLowerCase().startsWith('urn:uuid:') && isHyphenated(text.slice('urn:uuid:'.length));
    case 38:
      return isHyphenated(text.slice(1, -1));
    default:
      return text.length === 32 && HEX.test(text);
  }
}

function isHyphenated(text: string): boolean {
  return /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i.test(text);
}
