/** `node:url`. */
import { codedError } from './node-error.ts';
import { path } from './path.ts';

const NativeUrl = globalThis.URL;

/** The browser's, with Node's complaint. */
class NodeUrl extends NativeUrl {
  constructor(...given: [url: string | URL, base?: string | URL]) {
    try {
      super(...given);
    } catch {
      const [input, base] = given;
      throw Object.assign(codedError(TypeError, 'ERR_INVALID_URL', 'Invalid URL'), {
        input: String(input),
        ...(base === undefined ? {} : { base: String(base) }),
      });
    }
  }
}
Object.defineProperty(NodeUrl, 'name', { value: 'URL' });

export { NodeUrl as URL };

function fileURLToPath(url: string | URL): string {
  const { protocol, host, pathname } = new URL(url);
  if (protocol !== 'file:')
    throw codedError(TypeError, 'ERR_INVALID_URL_SCHEME', 'The URL must be of scheme file');
  if (host !== '') {
    throw codedError(
      TypeError,
      'ERR_INVALID_FILE_URL_HOST',
      'File URL host must be "localhost" or empty on linux',
    );
  }
  return decodeURIComponent(pathname);
}

function pathToFileURL(file: string): URL {
  const encoded = path.resolve(file).replace(/[%\\\n\r\t?#]/g, (character) => encodeURIComponent(character));
  return new URL(`file://${encoded}`);
}

function urlToHttpOptions(url: URL): object {
  const { protocol, hostname, hash, search, pathname, href, port, username, password } = url;
  return {
    protocol,
    hostname,
    hash,
    search,
    pathname,
    path: `${pathname}${search}`,
    href,
    ...(port === '' ? {} : { port: Number(port) }),
    ...(username === '' ? {} : { auth: `${decodeURIComponent(username)}:${decodeURIComponent(password)}` }),
  };
}

/** The parser from before `URL`: relative references allowed, every part that is missing is `null`. */
function parse(text: string, parseQuery = false): object {
  const found =
    /^(?:([a-z][a-z0-9+.-]*:)(\/\/)?)?(?:(?<=\/\/)(?:([^/?#@]*)@)?([^/?#]*))?([^?#]*)(\?[^#]*)?(#.*)?$/i.exec(
      text.trim(),
    );
  const [, protocol = null, slashes, auth = null, host = null, pathname = '', search = null, hash = null] =
    found ?? [];
  const port = host === null ? null : (/:(\d*)$/.exec(host)?.[1] ?? null);
  const query = search === null ? null : search.slice(1);
  return {
    protocol: protocol?.toLowerCase() ?? null,
    slashes: slashes === undefined ? null : true,
    auth: auth === null ? null : decodeURIComponent(auth),
    host: host?.toLowerCase() ?? null,
    port,
    hostname: host?.replace(/:\d*$/, '').toLowerCase() ?? null,
    hash,
    search,
    query: parseQuery ? Object.fromEntries(new URLSearchParams(query ?? '')) : query,
    pathname: pathname || (host === null ? null : '/'),
    path: `${pathname || (host === null ? '' : '/')}${search ?? ''}` || null,
    href: text,
  };
}

export const url = {
  URL: NodeUrl,
  URLSearchParams: globalThis.URLSearchParams,
  domainToASCII: (domain: string) => new URL(`http://${domain}`).hostname,
  fileURLToPath,
  format: (value: URL | { readonly href?: string }) => String(value.href ?? ''),
  parse,
  pathToFileURL,
  resolve: (from: string, to: string) => new URL(to, from).href,
  urlToHttpOptions,
};
