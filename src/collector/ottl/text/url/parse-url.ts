/** URLs taken apart as Go's net/url does. */
import { prefixed } from '../../compile/key.ts';
import { OttlError } from '../../ottl-error.ts';
import { type ByteString, quoteByteString } from '../byte-string.ts';
import { checkBracketed } from './parse-address.ts';
import { escapePart, unescapePart } from './percent-encoding.ts';

export interface UserInfo {
  readonly name: ByteString;
  /** `undefined` where there is no colon. */
  readonly password: ByteString | undefined;
}

/** A URL's parts. Path and fragment are unescaped; `raw…` is how they were written, if that isn't the usual way. */
export interface ParsedUrl {
  readonly scheme: string;
  /** What follows the scheme where that is no path: "a@b.c" of "mailto:a@b.c". */
  readonly opaque: ByteString;
  readonly user: UserInfo | undefined;
  /** With the port. */
  readonly host: ByteString;
  /** "file:/x", without "//". */
  readonly omitsHost: boolean;
  readonly path: ByteString;
  readonly rawPath: ByteString;
  readonly query: ByteString;
  /** There is a "?" and nothing behind it. */
  readonly emptyQuery: boolean;
  readonly fragment: ByteString;
  readonly rawFragment: ByteString;
}

/** Throws OttlError with Go's words: "parse "x y://": first path segment in URL cannot contain colon". */
export function parseUrl(text: ByteString): ParsedUrl {
  const hash = text.indexOf('#');
  const beforeFragment = hash < 0 ? text : text.slice(0, hash);
  const url = within(beforeFragment, () => parseWithoutFragment(beforeFragment));
  if (hash < 0 || hash === text.length - 1) return url;
  const raw = text.slice(hash + 1);
  const fragment = within(text, () => unescapePart(raw, 'fragment'));
  return { ...url, fragment, rawFragment: escapePart(fragment, 'fragment') === raw ? '' : raw };
}

function within<T>(text: ByteString, parse: () => T): T {
  try {
    return parse();
  } catch (error) {
    throw prefixed(`parse ${quoteByteString(text)}: `, error);
  }
}

const NOTHING: ParsedUrl = {
  scheme: '',
  opaque: '',
  user: undefined,
  host: '',
  omitsHost: false,
  path: '',
  rawPath: '',
  query: '',
  emptyQuery: false,
  fragment: '',
  rawFragment: '',
};

function parseWithoutFragment(text: ByteString): ParsedUrl {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
  if (/[\0-\x1f\x7f]/.test(text)) throw new OttlError('net/url: invalid control character in URL');
  if (text === '*') return { ...NOTHING, path: '*' };
  const { scheme, rest: afterScheme } = splitScheme(text);
  const { rest: hierarchy, query, emptyQuery } = splitQuery(afterScheme);
  const url: ParsedUrl = { ...NOTHING, scheme, query, emptyQuery };
  if (!hierarchy.startsWith('/')) {
    if (scheme !== '') return { ...url, opaque: hierarchy };
    if (firstSegment(hierarchy).includes(':')) {
      throw new OttlError('first path segment in URL cannot contain colon');
    }
  }
  const hasAuthority = hierarchy.startsWith('//') && (scheme !== '' || !hierarchy.startsWith('///'));
  if (!hasAuthority)
    return { ...url, omitsHost: scheme !== '' && hierarchy.startsWith('/'), ...pathOf(hierarchy) };
  const slash = hierarchy.indexOf('/', 2);
  const authority = slash < 0 ? hierarchy.slice(2) : hierarchy.slice(2, slash);
  return { ...url, ...authorityOf(scheme, authority), ...pathOf(slash < 0 ? '' : hierarchy.slice(slash)) };
}

export function firstSegment(path: ByteString): ByteString {
  return path.split('/', 1)[0] ?? '';
}

function splitScheme(text: ByteString): { scheme: string; rest: ByteString } {
  if (text.startsWith(':')) throw new OttlError('missing protocol scheme');
  const scheme = /^([a-z][a-z\d+.-]*):/i.exec(text)?.[1];
  return scheme === undefined
    ? { scheme: '', rest: text }
    : { scheme: scheme.toLowerCase(), rest: text.slice(scheme.length + 1) };
}

function splitQuery(text: ByteString): { rest: ByteString; query: ByteString; emptyQuery: boolean } {
  const mark = text.indexOf('?');
  if (mark < 0) return { rest: text, query: '', emptyQuery: false };
  const query = text.slice(mark + 1);
  return { rest: text.slice(0, mark), query, emptyQuery: query === '' };
}

function pathOf(raw: ByteString): Pick<ParsedUrl, 'path' | 'rawPath'> {
  const path = unescapePart(raw, 'path');
  return { path, rawPath: escapePart(path, 'path') === raw ? '' : raw };
}

function authorityOf(scheme: string, authority: ByteString): Pick<ParsedUrl, 'user' | 'host'> {
  const at = authority.lastIndexOf('@');
  const host = hostOf(scheme, authority.slice(at + 1));
  if (at < 0) return { user: undefined, host };
  const info = authority.slice(0, at);
  if (!/^[\w.:~!$&'()*+,;=%@-]*$/.test(info)) throw new OttlError('net/url: invalid userinfo');
  const colon = info.indexOf(':');
  const name = unescapePart(colon < 0 ? info : info.slice(0, colon), 'userPassword');
  const password = colon < 0 ? undefined : unescapePart(info.slice(colon + 1), 'userPassword');
  return { user: { name, password }, host };
}

function hostOf(scheme: string, host: ByteString): ByteString {
  const bracket = host.lastIndexOf('[');
  if (bracket > 0) throw new OttlError('invalid IP-literal');
  if (bracket === 0) return bracketedHost(host);
  const colon = host.indexOf(':');
  if (colon >= 0) {
    // Hosts of other schemes may have colons, as those of databases with several hosts do.
    const isWeb = scheme === 'http' || scheme === 'https';
    checkPort(host.slice(isWeb ? colon : host.lastIndexOf(':')));
  }
  return unescapePart(host, 'host');
}

function bracketedHost(host: ByteString): ByteString {
  const end = host.lastIndexOf(']');
  if (end < 0) throw new OttlError("missing ']' in host");
  const port = host.slice(end + 1);
  checkPort(port);
  const name = host.slice(1, end);
  const zone = name.indexOf('%25');
  const address =
    zone < 0
      ? unescapePart(name, 'host')
      : unescapePart(name.slice(0, zone), 'host') + unescapePart(name.slice(zone), 'zone');
  checkBracketed(address);
  return `[${address}]${unescapePart(port, 'host')}`;
}

function checkPort(port: ByteString): void {
  if (!isPort(port)) throw new OttlError(`invalid port ${quoteByteString(port)} after host`);
}

/** "", or ":" and digits, which may be none. */
function isPort(text: ByteString): boolean {
  return /^(?::\d*)?$/.test(text);
}

/** The host's name, without the brackets of an address, and its port; either may be empty. */
export function splitHost(host: ByteString): { name: ByteString; port: string } {
  const colon = host.lastIndexOf(':');
  const hasPort = colon >= 0 && isPort(host.slice(colon));
  const name = hasPort ? host.slice(0, colon) : host;
  const bare = name.startsWith('[') && name.endsWith(']') ? name.slice(1, -1) : name;
  return { name: bare, port: hasPort ? host.slice(colon + 1) : '' };
}
