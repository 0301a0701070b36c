/** A parsed URL put together again (URL.String of net/url). */
import type { ByteString } from '../byte-string.ts';
import { firstSegment, type ParsedUrl, type UserInfo } from './parse-url.ts';
import { escapePart, isPlain, unescapePart } from './percent-encoding.ts';

export function urlText(url: ParsedUrl): ByteString {
  const scheme = url.scheme === '' ? '' : `${url.scheme}:`;
  const hierarchy = url.opaque === '' ? hierarchyText(url, scheme) : url.opaque;
  const query = url.emptyQuery || url.query !== '' ? `?${url.query}` : '';
  const fragment = url.fragment === '' ? '' : `#${asWritten(url.fragment, url.rawFragment, 'fragment')}`;
  return scheme + hierarchy + query + fragment;
}

export function userText({ name, password }: UserInfo): ByteString {
  const user = escapePart(name, 'userPassword');
  return password === undefined ? user : `${user}:${escapePart(password, 'userPassword')}`;
}

function hierarchyText(url: ParsedUrl, scheme: string): ByteString {
  const authority = authorityText(url);
  const path = url.path === '*' ? '*' : asWritten(url.path, url.rawPath, 'path');
  if (path !== '' && !path.startsWith('/') && url.host !== '') return `${authority}/${path}`;
  // Otherwise the first segment would be taken for a scheme.
  const needsDot = scheme + authority === '' && firstSegment(path).includes(':');
  return authority + (needsDot ? './' : '') + path;
}

function authorityText({ scheme, host, path, user, omitsHost }: ParsedUrl): ByteString {
  const isEmpty = host === '' && user === undefined;
  if (isEmpty && (scheme === '' || omitsHost || path === '')) return '';
  return `//${user === undefined ? '' : `${userText(user)}@`}${escapePart(host, 'host')}`;
}

/** As it was written, if that is a way to write it. */
function asWritten(plain: ByteString, raw: ByteString, part: 'path' | 'fragment'): ByteString {
  return raw !== '' && isValid(raw, part) && unescapePart(raw, part) === plain
    ? raw
    : escapePart(plain, part);
}

function isValid(raw: ByteString, part: 'path' | 'fragment'): boolean {
  return [...raw].every((byte) => "!$&'()*+,;=:@[]%".includes(byte) || isPlain(byte, part));
}
