/** XML taken apart as Go's encoding/xml does, strictly, and with its errors. */
import { OttlError } from '../../ottl-error.ts';
import { goQuote } from '../../syntax/go-quote.ts';
import { XmlNamespaces } from './xml-namespaces.ts';
import { type XmlName, XmlScanner } from './xml-scanner.ts';
import { readXmlText } from './xml-text.ts';

export interface XmlAttribute {
  readonly name: XmlName;
  readonly value: string;
}

export type XmlToken =
  | { readonly kind: 'start'; readonly name: XmlName; readonly attributes: readonly XmlAttribute[] }
  | { readonly kind: 'end' }
  | { readonly kind: 'text'; readonly text: string }
  /** A comment, an instruction, a directive. */
  | { readonly kind: 'other' };

/** What a declared encoding makes of the text behind the declaration; throws OttlError for one that isn't known. */
export type ReadEncoding = (encoding: string, rest: string) => string;

const END: XmlToken = { kind: 'end' };
const OTHER: XmlToken = { kind: 'other' };

export class XmlTokens {
  readonly #scanner: XmlScanner;
  readonly #readEncoding: ReadEncoding;
  /** The names of the open elements as they were written. */
  readonly #open: XmlName[] = [];
  readonly #namespaces = new XmlNamespaces();
  /** The element that has ended where it began: `<a/>`. */
  #toClose: XmlName | undefined;

  constructor(text: string, readEncoding: ReadEncoding) {
    this.#scanner = new XmlScanner(text);
    this.#readEncoding = readEncoding;
  }

  /** Whether all of the text is read. */
  get atEnd(): boolean {
    return this.#scanner.atEnd;
  }

  /** `undefined` at the end. Throws OttlError: "XML syntax error on line 1: unexpected EOF". */
  next(): XmlToken | undefined {
    const scanner = this.#scanner;
    if (this.#toClose !== undefined) {
      const name = this.#toClose;
      this.#toClose = undefined;
      return this.#close(name);
    }
    if (scanner.atEnd) {
      if (this.#open.length > 0) throw scanner.failed('unexpected EOF');
      return undefined;
    }
    if (!scanner.takes('<')) return { kind: 'text', text: readXmlText(scanner) };
    switch (scanner.take()) {
      case '/':
        return this.#endTag();
      case '?':
        this.#instruction();
        return OTHER;
      case '!':
        return this.#markup();
      default:
        scanner.at -= 1;
        return this.#startTag();
    }
  }

  #startTag(): XmlToken {
    const scanner = this.#scanner;
    const name = scanner.name('expected element name after <');
    const attributes: XmlAttribute[] = [];
    for (;;) {
      scanner.skipSpace();
      const char = scanner.take();
      if (char === '>') break;
      if (char === '/') {
        if (scanner.take() !== '>') throw scanner.failed('expected /> in element');
        this.#toClose = name;
        break;
      }
      scanner.at -= 1;
      attributes.push(this.#attribute());
    }
    this.#open.push(name);
    this.#namespaces.enter(attributes);
    return {
      kind: 'start',
      name: this.#namespaces.translate(name, true),
      attributes: attributes.map((each) => ({ ...each, name: this.#namespaces.translate(each.name, false) })),
    };
  }

  #attribute(): XmlAttribute {
    const scanner = this.#scanner;
    const name = scanner.name('expected attribute name in element');
    scanner.skipSpace();
    if (scanner.take() !== '=') throw scanner.failed('attribute name without = in element');
    scanner.skipSpace();
    const quote = scanner.take();
    if (quote !== '"' && quote !== "'") {
      throw scanner.failed('unquoted or missing attribute value in element');
    }
    return { name, value: readXmlText(scanner, quote) };
  }

  #endTag(): XmlToken {
    const scanner = this.#scanner;
    const name = scanner.name('expected element name after </');
    scanner.skipSpace();
    if (scanner.take() !== '>') {
      throw scanner.failed(`invalid characters between </${name.local} and >`);
    }
    return this.#close(name);
  }

  #close(name: XmlName): XmlToken {
    const open = this.#open.pop();
    const { failed } = this.#scanner;
    if (open === undefined) throw failed(`unexpected end element </${name.local}>`);
    if (open.local !== name.local) throw failed(`element <${open.local}> closed by </${name.local}>`);
    if (open.space !== name.space) {
      throw failed(
        `element <${open.local}> in space ${open.space} closed by </${name.local}> in space ${name.space || '""'}`,
      );
    }
    this.#namespaces.leave();
    return END;
  }

  /** `<?target …?>`; a declaration says the version and the encoding. */
  #instruction(): void {
    const scanner = this.#scanner;
    const target = scanner.plainName('expected target name after <?');
    scanner.skipSpace();
    const content = scanner.until('?>');
    if (target !== 'xml') return;
    const version = declared('version', content);
    if (version !== '' && version !== '1.0') {
      throw new OttlError(`xml: unsupported version ${goQuote(version)}; only version 1.0 is supported`);
    }
    const encoding = declared('encoding', content);
    if (encoding !== '' && encoding.toLowerCase() !== 'utf-8') {
      scanner.replaceRest(this.#readEncoding(encoding, scanner.rest));
    }
  }

  /** What begins with `<!`. */
  #markup(): XmlToken {
    const scanner = this.#scanner;
    switch (scanner.take()) {
      case '-':
        if (scanner.take() !== '-') throw scanner.failed('invalid sequence <!- not part of <!--');
        scanner.until('--');
        if (scanner.take() !== '>') throw scanner.failed('invalid sequence "--" not allowed in comments');
        return OTHER;
      case '[':
        for (const expected of 'CDATA[') {
          if (scanner.take() !== expected) throw scanner.failed('invalid <![ sequence');
        }
        return { kind: 'text', text: readXmlText(scanner, 'CDATA') };
      default:
        this.#directive();
        return OTHER;
    }
  }

  /** `<!DOCTYPE …>`, with quotes, comments and further directives within it. */
  #directive(): void {
    const scanner = this.#scanner;
    let depth = 0;
    let quote = '';
    for (;;) {
      const char = scanner.take();
      if (quote !== '') {
        if (char === quote) quote = '';
      } else if (char === "'" || char === '"') quote = char;
      else if (char === '>') {
        if (depth === 0) return;
        depth -= 1;
      } else if (char === '<') {
        if (scanner.takes('!--')) scanner.until('-->');
        else depth += 1;
      }
    }
  }
}

/** A value of the declaration; '' where it hasn't one. */
function declared(name: string, content: string): string {
  const [, , value = ''] = new RegExp(`${name}=(['"])([\\s\\S]*?)\\1`).exec(content) ?? [];
  return value;
}
