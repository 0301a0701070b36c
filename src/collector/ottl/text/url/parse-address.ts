/** IPv6 addresses within URLs, with what Go's net/netip says about those that are none. */
import { OttlError } from '../../ottl-error.ts';
import { type ByteString, quoteByteString } from '../byte-string.ts';

/** Checks the address between brackets. Throws OttlError: "invalid host: ParseAddr("x"): unable to parse IP". */
export function checkBracketed(address: ByteString): void {
  const first = /[.:%]/.exec(address)?.[0];
  if (first === ':') checkV6(address);
  else if (first === '.') {
    checkV4(address, address);
    throw new OttlError('invalid IP-literal');
  } else throw failed(address, first === '%' ? 'missing IPv6 address' : 'unable to parse IP');
}

function failed(address: ByteString, reason: string, at = ''): OttlError {
  const place = at === '' ? '' : ` (at ${quoteByteString(at)})`;
  return new OttlError(`invalid host: ParseAddr(${quoteByteString(address)}): ${reason}${place}`);
}

/** The part of an address that is written as "192.168.0.1". */
function checkV4(address: ByteString, part: ByteString): void {
  let value = 0;
  let digits = 0;
  let dots = 0;
  for (let at = 0; at < part.length; at += 1) {
    const char = part.charAt(at);
    if (char >= '0' && char <= '9') {
      if (digits === 1 && value === 0) throw failed(address, 'IPv4 field has octet with leading zero');
      value = value * 10 + Number(char);
      digits += 1;
      if (value > 255) throw failed(address, 'IPv4 field has value >255');
    } else if (char === '.') {
      if (at === 0 || at === part.length - 1 || part.charAt(at - 1) === '.') {
        throw failed(address, 'IPv4 field must have at least one digit', part.slice(at));
      }
      if (dots === 3) throw failed(address, 'IPv4 address too long');
      dots += 1;
      value = 0;
      digits = 0;
    } else throw failed(address, 'unexpected character', part.slice(at));
  }
  if (dots < 3) throw failed(address, 'IPv4 address too short');
}

function checkV6(address: ByteString): void {
  const percent = address.indexOf('%');
  if (percent === address.length - 1) throw failed(address, 'zone must be a non-empty string');
  let rest = percent < 0 ? address : address.slice(0, percent);
  let hasEllipsis = rest.startsWith('::');
  if (hasEllipsis) rest = rest.slice(2);
  if (hasEllipsis && rest === '') return;
  let fields = 0;
  while (fields < 8) {
    const group = hexGroup(address, rest);
    if (rest.charAt(group.length) === '.') {
      checkEmbedded(address, rest, fields, hasEllipsis);
      fields += 2;
      rest = '';
      break;
    }
    fields += 1;
    rest = rest.slice(group.length);
    if (rest === '') break;
    if (!rest.startsWith(':')) throw failed(address, 'unexpected character, want colon', rest);
    if (rest === ':') throw failed(address, 'colon must be followed by more characters', rest);
    rest = rest.slice(1);
    if (!rest.startsWith(':')) continue;
    if (hasEllipsis) throw failed(address, 'multiple :: in address', rest);
    hasEllipsis = true;
    rest = rest.slice(1);
    if (rest === '') break;
  }
  if (rest !== '') throw failed(address, 'trailing garbage after address', rest);
  if (fields < 8 && !hasEllipsis) throw failed(address, 'address string too short');
  if (fields === 8 && hasEllipsis) throw failed(address, 'the :: must expand to at least one field of zeros');
}

/** Up to four hexadecimal digits. */
function hexGroup(address: ByteString, rest: ByteString): string {
  const group = /^[\da-f]*/i.exec(rest)?.[0] ?? '';
  if (group.length > 4) throw failed(address, 'each group must have 4 or less digits', rest);
  if (group === '') throw failed(address, 'each colon-separated field must have at least one digit', rest);
  return group;
}

function checkEmbedded(address: ByteString, rest: ByteString, fields: number, hasEllipsis: boolean): void {
  if (!hasEllipsis && fields !== 6) {
    throw failed(address, 'embedded IPv4 address must replace the final 2 fields of the address', rest);
  }
  if (fields > 6) {
    throw failed(address, 'too many hex fields to fit an embedded IPv4 at the end of the address', rest);
  }
  checkV4(address, rest);
}
