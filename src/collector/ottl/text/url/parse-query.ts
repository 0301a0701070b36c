import { OttlError } from '../../ottl-error.ts';
import type { ByteString } from '../byte-string.ts';
import { unescapePart } from './percent-encoding.ts';

const MOST_PARAMETERS = 10_000;

/** The values of each parameter of a query, in order (url.ParseQuery). Throws OttlError. */
export function parseQuery(query: ByteString): Map<ByteString, ByteString[]> {
  const parameters = new Map<ByteString, ByteString[]>();
  const pairs = query.split('&');
  if (pairs.length > MOST_PARAMETERS) {
    throw new OttlError('number of URL query parameters exceeded limit');
  }
  let failure: OttlError | undefined;
  for (const pair of pairs) {
    if (pair.includes(';')) {
      failure = new OttlError('invalid semicolon separator in query');
      continue;
    }
    if (pair === '') continue;
    const equals = pair.indexOf('=');
    try {
      const key = unescapePart(equals < 0 ? pair : pair.slice(0, equals), 'query');
      const value = equals < 0 ? '' : unescapePart(pair.slice(equals + 1), 'query');
      const values = parameters.get(key);
      if (values === undefined) parameters.set(key, [value]);
      else values.push(value);
    } catch (error) {
      if (!(error instanceof OttlError)) throw error;
      failure ??= error;
    }
  }
  if (failure !== undefined) throw failure;
  return parameters;
}
