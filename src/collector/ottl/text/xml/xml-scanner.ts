import { OttlError } from '../../ottl-error.ts';

export interface XmlName {
  /** The prefix, or the URL it stands for. */
  readonly space: string;
  readonly local: string;
}

/** Bytes that end names; whatever isn't ASCII is part of one until it is looked at. */
const NAME = /[\w.:\-\u0080-\uffff]+/y;
const VALID_NAME = /^[\p{L}_:][\p{L}\p{M}\p{Nd}_:.·-]*$/u;

/** Walks over a text of XML. */
export class XmlScanner {
  #text: string;
  at = 0;

  constructor(text: string) {
    this.#text = text;
  }

  get atEnd(): boolean {
    return this.at >= this.#text.length;
  }

  get rest(): string {
    return this.#text.slice(this.at);
  }

  /** For another encoding. */
  replaceRest(rest: string): void {
    this.#text = this.#text.slice(0, this.at) + rest;
  }

  readonly failed = (reason: string): OttlError => {
    const line = this.#text.slice(0, this.at).split('\n').length;
    return new OttlError(`XML syntax error on line ${line}: ${reason}`);
  };

  /** The next character; throws OttlError at the end. */
  take(): string {
    if (this.atEnd) throw this.failed('unexpected EOF');
    this.at += 1;
    return this.#text.charAt(this.at - 1);
  }

  takes(expected: string): boolean {
    if (!this.#text.startsWith(expected, this.at)) return false;
    this.at += expected.length;
    return true;
  }

  skipSpace(): void {
    while (!this.atEnd && ' \r\n\t'.includes(this.#text.charAt(this.at))) this.at += 1;
  }

  /** What stands before the end, which is read too. */
  until(end: string): string {
    const found = this.#text.indexOf(end, this.at);
    const start = this.at;
    this.at = found < 0 ? this.#text.length : found + end.length;
    if (found < 0) throw this.failed('unexpected EOF');
    return this.#text.slice(start, found);
  }

  /** A run of characters that names are made of, which may be none. */
  nameCharacters(): string {
    NAME.lastIndex = this.at;
    const name = NAME.exec(this.#text)?.[0] ?? '';
    this.at += name.length;
    // A name never ends the text.
    if (this.atEnd) throw this.failed('unexpected EOF');
    return name;
  }

  plainName(missing: string): string {
    const name = this.nameCharacters();
    if (name === '') throw this.failed(missing);
    if (!isXmlName(name)) throw this.failed(`invalid XML name: ${name}`);
    return name;
  }

  /** "prefix:local" */
  name(missing: string): XmlName {
    const name = this.plainName(missing);
    const [space = '', local = '', more] = name.split(':');
    if (more !== undefined) throw this.failed(missing);
    return space === '' || local === '' ? { space: '', local: name } : { space, local };
  }
}

export function isXmlName(name: string): boolean {
  return VALID_NAME.test(name);
}
