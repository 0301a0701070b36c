import { isXmlName, type XmlScanner } from './xml-scanner.ts';

const ENTITIES: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', apos: "'", quot: '"' };

/** Text up to the next tag, to the quote that ends it, or to the end of its CDATA section. Throws OttlError. */
export function readXmlText(scanner: XmlScanner, end: '"' | "'" | 'CDATA' | '' = ''): string {
  const text = end === 'CDATA' ? readCdata(scanner) : readPlain(scanner, end);
  const illegal = /[^\t\n\r -\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/u.exec(text)?.[0];
  if (illegal === undefined) return text;
  const code = (illegal.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0');
  throw scanner.failed(`illegal character code U+${code}`);
}

function withLineEnds(text: string): string {
  return text.replace(/\r\n?/g, '\n');
}

function readCdata(scanner: XmlScanner): string {
  const end = scanner.rest.indexOf(']]>');
  if (end < 0) {
    scanner.at += scanner.rest.length;
    throw scanner.failed('unexpected EOF in CDATA section');
  }
  const text = scanner.rest.slice(0, end);
  scanner.at += end + 3;
  return withLineEnds(text);
}

function readPlain(scanner: XmlScanner, quote: string): string {
  let text = '';
  let written = '';
  // Those just before, as they were written.
  let brackets = 0;
  while (!scanner.atEnd) {
    const char = scanner.take();
    if (quote === '' && char === '>' && brackets >= 2) {
      throw scanner.failed('unescaped ]]> not in CDATA section');
    }
    if (char === quote) break;
    if (char === '<') {
      if (quote !== '') throw scanner.failed('unescaped < inside quoted string');
      scanner.at -= 1;
      break;
    }
    brackets = char === ']' ? brackets + 1 : 0;
    if (char === '&') {
      text += withLineEnds(written) + readEntity(scanner);
      written = '';
    } else written += char;
  }
  return text + withLineEnds(written);
}

function readEntity(scanner: XmlScanner): string {
  const number = /^#(x?)/.exec(scanner.rest);
  const name = number === null ? scanner.nameCharacters() : readDigits(scanner, number[0]);
  const isEnded = scanner.take() === ';';
  if (isEnded) {
    const text = number === null ? named(name) : numbered(name, number[1] === 'x');
    if (text !== undefined) return text;
  } else scanner.at -= 1;
  throw scanner.failed(`invalid character entity &${name}${isEnded ? ';' : ' (no semicolon)'}`);
}

function readDigits(scanner: XmlScanner, start: string): string {
  scanner.at += start.length;
  const digits = (start === '#x' ? /^[\da-f]*/i : /^\d*/).exec(scanner.rest)?.[0] ?? '';
  scanner.at += digits.length;
  return start + digits;
}

function named(name: string): string | undefined {
  return isXmlName(name) && Object.hasOwn(ENTITIES, name) ? ENTITIES[name] : undefined;
}

function numbered(name: string, hexadecimal: boolean): string | undefined {
  const digits = name.replace(/^#x?/, '');
  const code = digits === '' ? Number.NaN : Number.parseInt(digits, hexadecimal ? 16 : 10);
  if (Number.isNaN(code) || code > 0x10_ff_ff) return undefined;
  return code >= 0xd8_00 && code <= 0xdf_ff ? '\u{FFFD}' : String.fromCodePoint(code);
}
