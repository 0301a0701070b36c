import type { Attributes } from '../../../../../../otlp/model.ts';
import { prefixed } from '../../../../../ottl/compile/key.ts';
import { arg, defineFunction, optional } from '../../../../../ottl/function.ts';
import { OttlError } from '../../../../../ottl/ottl-error.ts';
import { goQuote } from '../../../../../ottl/syntax/go-quote.ts';
import { fromByteString, toByteString } from '../../../../../ottl/text/byte-string.ts';
import { goParseInt } from '../../../../../ottl/text/go-parse-int.ts';
import { GoRegExp } from '../../../../../ottl/text/go-regexp.ts';
import { trimSpace } from '../../../../../ottl/text/go-space.ts';

/** A field in quotes, in which a backslash takes the next character with it. */
const QUOTED = String.raw`"((?:[^"\\]|\\.)*)"`;
const COMMON = String.raw`^(\S+) (\S+) (\S+) \[([^\]]+)\] ${QUOTED} (\S+) (\S+)`;

/** The formats by the names the function has for them. */
const FORMATS: ReadonlyMap<string, GoRegExp> = new Map([
  ['clf', new GoRegExp(`${COMMON}$`)],
  ['combined', new GoRegExp(`${COMMON} ${QUOTED} ${QUOTED}$`)],
]);

/** A line of a web server's log in the Common Log Format, or the Combined one, as a map. */
export const parseClf = defineFunction({
  name: 'ParseCLF',
  parameters: { target: arg.string, format: optional(arg.stringLiteral) },
  create: ({ target, format = 'clf' }) => {
    const pattern = FORMATS.get(format);
    if (pattern === undefined) {
      throw new OttlError(`invalid format ${goQuote(format)}: must be "clf" or "combined"`);
    }
    return (context) => {
      const message = target.get(context);
      if (message === '') throw new OttlError('cannot parse empty CLF message');
      const fields = pattern.find(trimSpace(message));
      if (fields === undefined) {
        throw new OttlError(`invalid CLF message: does not match expected ${goQuote(format)} format`);
      }
      return attributesOf(fields.map((field) => field ?? ''));
    };
  },
});

function attributesOf(fields: readonly string[]): Attributes {
  const [, host = '', identity = '', user = '', time = '', quotedRequest = '', status = '', bytes = ''] =
    fields;
  const request = unescaped(quotedRequest);
  const result: Attributes = new Map([
    ['clf.remote_host', host],
    ['clf.rfc931', identity],
    ['clf.auth_user', user],
    ['clf.timestamp', time],
    ['clf.request', request],
  ]);
  const [, method, uri, protocol] = /^([^ ]*) ([^ ]*) ([\s\S]*)$/.exec(request) ?? [];
  if (method !== undefined && uri !== undefined && protocol !== undefined) {
    result.set('clf.method', method).set('clf.request_uri', uri).set('clf.protocol', protocol);
  }
  result.set('clf.status', number('status code', status));
  if (bytes !== '-') result.set('clf.bytes', number('bytes value', bytes));
  const [referer, userAgent] = fields.slice(8);
  if (referer !== undefined && userAgent !== undefined) {
    result.set('clf.referer', unescaped(referer)).set('clf.user_agent', unescaped(userAgent));
  }
  return result;
}

function number(name: string, text: string): bigint {
  try {
    return goParseInt(text, 10n);
  } catch (error) {
    throw prefixed(`invalid ${name} ${goQuote(text)}: `, error);
  }
}

const ESCAPES: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r', b: '\b', f: '\f', v: '\v' };

/** What a web server has escaped, as it was: `\"`, `\n`, `\xe9`, which is a byte. Other escapes stay as they are. */
function unescaped(field: string): string {
  if (!field.includes('\\')) return field;
  const bytes = toByteString(field).replace(/\\(?:x([\da-f]{2})|([\s\S]))/gi, (whole, hex, char) => {
    if (hex !== undefined && whole.charAt(1) === 'x') return String.fromCharCode(Number.parseInt(hex, 16));
    if (char === '"' || char === '\\') return char;
    return ESCAPES[char] ?? whole;
  });
  return fromByteString(bytes);
}
