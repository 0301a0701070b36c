import { arg, defineFunction } from '../../function.ts';
import { OttlError } from '../../ottl-error.ts';
import { fromByteString, toByteString } from '../../text/byte-string.ts';
import { parseQuery } from '../../text/url/parse-query.ts';
import { type ParsedUrl, parseUrl, splitHost } from '../../text/url/parse-url.ts';
import { urlText, userText } from '../../text/url/url-text.ts';
import { GoInt, GoMap, typedList, type Value } from '../../value.ts';

/** A URL's parts by the names the semantic conventions have for them, or the parameters of a query ("?a=1"). */
export const url = defineFunction({
  name: 'URL',
  parameters: { uRI: arg.string },
  create:
    ({ uRI }) =>
    (context) => {
      const text = uRI.get(context);
      if (text === '') throw new OttlError('url cannot be empty');
      const bytes = toByteString(text);
      return bytes.startsWith('?') ? queryMap(bytes.slice(1)) : attributesOf(parseUrl(bytes));
    },
});

function queryMap(query: string): GoMap {
  const parameters = new GoMap();
  for (const [key, values] of parseQuery(query)) {
    parameters.set(fromByteString(key), typedList('[]interface {}', values.map(fromByteString)));
  }
  return new GoMap(parameters.size === 0 ? [] : [['query', parameters]]);
}

function attributesOf(parsed: ParsedUrl): GoMap {
  const { name, port } = splitHost(parsed.host);
  const result = new GoMap();
  const put = (key: string, value: string) => result.set(key, fromByteString(value));
  put('url.original', urlText(parsed));
  put('url.domain', name);
  put('url.scheme', parsed.scheme);
  put('url.path', parsed.path);
  if (port !== '') result.set('url.port', portNumber(port));
  if (parsed.fragment !== '') put('url.fragment', parsed.fragment);
  if (parsed.user !== undefined) {
    put('url.user_info', userText(parsed.user));
    if (parsed.user.name !== '') put('url.username', parsed.user.name);
    if (parsed.user.password !== undefined) put('url.password', parsed.user.password);
  }
  if (parsed.query !== '') put('url.query', parsed.query);
  const dot = parsed.path.lastIndexOf('.');
  if (dot >= 0 && dot < parsed.path.length - 1) put('url.extension', parsed.path.slice(dot + 1));
  return result;
}

const MAX_INT64 = 2n ** 63n - 1n;

function portNumber(digits: string): Value {
  const port = BigInt(digits);
  if (port <= MAX_INT64) return new GoInt(port);
  throw new OttlError(`strconv.Atoi: parsing "${digits}": value out of range`);
}
