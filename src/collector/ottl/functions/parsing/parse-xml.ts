import { MAX_DEPTH } from '../../../../otlp/decode-limits.ts';
import type { AnyValue, Attributes } from '../../../../otlp/model.ts';
import { prefixed } from '../../compile/key.ts';
import { arg, defineFunction } from '../../function.ts';
import { OttlError } from '../../ottl-error.ts';
import { goQuote } from '../../syntax/go-quote.ts';
import { trimSpace } from '../../text/go-space.ts';
import { type XmlToken, XmlTokens } from '../../text/xml/xml-tokens.ts';

/** Values nested deeper can't be sent on, and an element is a map in a list. The collector takes 10000. */
const DEEPEST = MAX_DEPTH / 2;

/** An element of XML as a map of its tag, its text, its attributes and its children. */
export const parseXml = defineFunction({
  name: 'ParseXML',
  parameters: { target: arg.string },
  create:
    ({ target }) =>
    (context) => {
      const tokens = new XmlTokens(target.get(context), refuseEncoding);
      const element = within('unmarshal xml: ', () => {
        for (;;) {
          const token = tokens.next();
          if (token === undefined) throw new OttlError('EOF');
          if (token.kind === 'start') return readElement(tokens, token, 1);
        }
      });
      if (!tokens.atEnd) throw new OttlError('trailing bytes after parsing xml');
      return element;
    },
});

function refuseEncoding(encoding: string): string {
  throw new OttlError(`xml: encoding ${goQuote(encoding)} declared but Decoder.CharsetReader is nil`);
}

function within<T>(prefix: string, read: () => T): T {
  try {
    return read();
  } catch (error) {
    throw prefixed(prefix, error);
  }
}

function readElement(tokens: XmlTokens, start: XmlToken & { kind: 'start' }, depth: number): Attributes {
  if (depth > DEEPEST) throw new OttlError(`exceeded maximum XML nesting depth of ${DEEPEST}`);
  const children: AnyValue[] = [];
  let text = '';
  for (;;) {
    const token = within('decode next token: ', () => tokens.next());
    if (token === undefined || token.kind === 'end') break;
    if (token.kind === 'text') text += trimSpace(token.text);
    else if (token.kind === 'start') children.push(readElement(tokens, token, depth + 1));
  }
  const element: Attributes = new Map<string, AnyValue>([['tag', start.name.local]]);
  if (text !== '') element.set('content', text);
  if (start.attributes.length > 0) {
    element.set('attributes', new Map(start.attributes.map(({ name, value }) => [name.local, value])));
  }
  if (children.length > 0) element.set('children', children);
  return element;
}
