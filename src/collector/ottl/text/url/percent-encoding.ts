/** What stands for itself in each part of a URL, and "%20" for what doesn't (net/url's escape and unescape). */
import { OttlError } from '../../ottl-error.ts';
import { type ByteString, quoteByteString } from '../byte-string.ts';

export type UrlPart = 'path' | 'host' | 'zone' | 'userPassword' | 'query' | 'fragment';

const PLAIN: Readonly<Record<UrlPart, RegExp>> = {
  path: /[\w.~$&+,/:;=@-]/,
  host: /[\w.~!"$&'()*+,:;<=>[\]-]/,
  zone: /[\w.~!"$&'()*+,:;<=>[\]-]/,
  userPassword: /[\w.~$&+,;=-]/,
  query: /[\w.~-]/,
  fragment: /[\w.~!$&()*+,/:;=?@-]/,
};

/** Whether it stands for itself there. */
export function isPlain(byte: string, part: UrlPart): boolean {
  return PLAIN[part].test(byte);
}

export function escapePart(bytes: ByteString, part: UrlPart): ByteString {
  let escaped = '';
  for (const byte of bytes) {
    if (isPlain(byte, part)) escaped += byte;
    else if (byte === ' ' && part === 'query') escaped += '+';
    else escaped += `%${byte.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`;
  }
  return escaped;
}

/** Throws OttlError: "invalid URL escape "%zz"", "invalid character " " in host name". */
export function unescapePart(bytes: ByteString, part: UrlPart): ByteString {
  const inHost = part === 'host' || part === 'zone';
  let plain = '';
  for (let at = 0; at < bytes.length; at += 1) {
    const byte = bytes.charAt(at);
    if (byte === '%') {
      const sequence = bytes.slice(at, at + 3);
      if (!isAllowed(sequence, part)) throw new OttlError(`invalid URL escape ${quoteByteString(sequence)}`);
      plain += String.fromCharCode(Number.parseInt(sequence.slice(1), 16));
      at += 2;
    } else if (byte === '+' && part === 'query') plain += ' ';
    else if (inHost && byte < '\x80' && !isPlain(byte, part)) {
      throw new OttlError(`invalid character ${quoteByteString(byte)} in host name`);
    } else plain += byte;
  }
  return plain;
}

function isAllowed(sequence: string, part: UrlPart): boolean {
  if (!/^%[\da-f]{2}$/i.test(sequence)) return false;
  if (sequence === '%25') return true;
  const code = Number.parseInt(sequence.slice(1), 16);
  // In host names only what isn't ASCII may be escaped; in zones also a space and what is plain.
  if (part === 'host') return code >= 0x80;
  const char = String.fromCharCode(code);
  return part !== 'zone' || char === ' ' || isPlain(char, 'host');
}
