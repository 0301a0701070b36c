/** XML as a tree of elements and texts, as github.com/antchfx/xmlquery builds it. */
import { OttlError } from '../../ottl-error.ts';
import { goQuote } from '../../syntax/go-quote.ts';
import { type XmlToken, XmlTokens } from './xml-tokens.ts';

export interface XmlElement {
  readonly name: string;
  /** Texts and CDATA sections, one by one, elements, and null for comments and instructions. */
  readonly children: (string | XmlElement | null)[];
}

const XML_URL = 'http://www.w3.org/XML/1998/namespace';

export function isElement(child: XmlElement['children'][number]): child is XmlElement {
  return child !== null && typeof child !== 'string';
}

/** The document, whose children may be several elements. Throws OttlError; also where there is none. */
export function parseXmlTree(text: string): XmlElement {
  const document: XmlElement = { name: '', children: [] };
  const open: XmlElement[] = [document];
  const spaces = new Set([XML_URL]);
  const tokens = new XmlTokens(text, decodeAs);
  for (let token = tokens.next(); token !== undefined; token = tokens.next()) {
    const parent = open.at(-1) ?? document;
    if (token.kind === 'start') {
      checkNamespace(token, spaces);
      const element: XmlElement = { name: token.name.local, children: [] };
      parent.children.push(element);
      open.push(element);
    } else if (token.kind === 'end') open.pop();
    else parent.children.push(token.kind === 'text' ? token.text : null);
  }
  if (!document.children.some(isElement)) {
    throw new OttlError('xmlquery: invalid XML document');
  }
  return document;
}

/** Every namespace must have been declared somewhere before. */
function checkNamespace({ name, attributes }: XmlToken & { kind: 'start' }, spaces: Set<string>): void {
  for (const { name: attribute, value } of attributes) {
    if (attribute.local === 'xmlns' || attribute.space === 'xmlns') spaces.add(value);
  }
  if (name.space !== '' && !spaces.has(name.space)) {
    throw new OttlError(`xmlquery: invalid XML document, namespace ${name.space} is missing`);
  }
}

/** The bytes of the text in the encoding it says it has. */
function decodeAs(encoding: string, rest: string): string {
  try {
    return new TextDecoder(encoding).decode(new TextEncoder().encode(rest));
  } catch {
    throw new OttlError(
      `xml: opening charset ${goQuote(encoding)}: unsupported charset: ${goQuote(encoding)}`,
    );
  }
}
