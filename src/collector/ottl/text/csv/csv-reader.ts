/** Comma-separated values as Go's encoding/csv reads them, with its errors. */

export interface CsvRecord {
  /** Those before the error, if there is one. */
  readonly fields: string[];
  readonly error: string | undefined;
}

const encoder = new TextEncoder();
const BARE_QUOTE = 'bare " in non-quoted-field';
const QUOTE = 'extraneous or missing " in quoted-field';

export class CsvReader {
  readonly #text: string;
  readonly #comma: string;
  readonly #lazyQuotes: boolean;
  /** Where the next line begins. */
  #next = 0;
  #lineNumber = 0;
  /** The line being read, and what of it isn't read yet. */
  #whole = '';
  #line = '';
  /** How much of it is read. */
  #read = 0;

  /** `comma` is one character. */
  constructor(text: string, comma: string, lazyQuotes: boolean) {
    this.#text = text;
    this.#comma = comma;
    this.#lazyQuotes = lazyQuotes;
  }

  /** `undefined` at the end of the text. */
  read(): CsvRecord | undefined {
    if (/^[\0"\r\n\ufffd]$/.test(this.#comma)) {
      return { fields: [], error: 'csv: invalid field or comment delimiter' };
    }
    do {
      if (!this.#readLine()) return undefined;
    } while (this.#line === '\n' || this.#line === '');
    const fields: string[] = [];
    const start = this.#lineNumber;
    const failed = (reason: string) => ({ fields, error: this.#errorText(start, reason) });
    for (;;) {
      if (this.#line.startsWith('"')) {
        const field = this.#quotedField();
        if (field.text === undefined) return failed(QUOTE);
        fields.push(field.text);
        if (field.isLast) return { fields, error: undefined };
        continue;
      }
      const end = this.#line.indexOf(this.#comma);
      const field = end < 0 ? this.#line.replace(/\n$/, '') : this.#line.slice(0, end);
      const quote = this.#lazyQuotes ? -1 : field.indexOf('"');
      if (quote >= 0) {
        this.#skip(quote);
        return failed(BARE_QUOTE);
      }
      fields.push(field);
      if (end < 0) return { fields, error: undefined };
      this.#skip(end + this.#comma.length);
    }
  }

  /** The text is undefined where quotes aren't as they should be. */
  #quotedField(): { text: string | undefined; isLast: boolean } {
    let text = '';
    this.#skip(1);
    for (;;) {
      const quote = this.#line.indexOf('"');
      if (quote < 0) {
        text += this.#line;
        if (this.#line !== '' && this.#goOn()) continue;
        return { text: this.#lazyQuotes ? text : undefined, isLast: true };
      }
      text += this.#line.slice(0, quote);
      this.#skip(quote + 1);
      if (this.#line.startsWith('"')) {
        text += '"';
        this.#skip(1);
      } else if (this.#line.startsWith(this.#comma)) {
        this.#skip(this.#comma.length);
        return { text, isLast: false };
      } else if (this.#line === '' || this.#line === '\n') return { text, isLast: true };
      else if (this.#lazyQuotes) text += '"';
      else {
        this.#read -= 1;
        return { text: undefined, isLast: true };
      }
    }
  }

  /** Goes on with the next line within quotes; at the end of the text, errors are behind the last one. */
  #goOn(): boolean {
    const whole = this.#whole;
    const number = this.#lineNumber;
    if (this.#readLine() && this.#line !== '') return true;
    this.#whole = whole;
    this.#read = whole.length;
    this.#lineNumber = number;
    return false;
  }

  #readLine(): boolean {
    if (this.#next >= this.#text.length) {
      this.#line = '';
      return false;
    }
    const end = this.#text.indexOf('\n', this.#next);
    const line = end < 0 ? this.#text.slice(this.#next) : this.#text.slice(this.#next, end + 1);
    this.#next += line.length;
    this.#whole = line.replace(/\r(\n?)$/, '$1');
    this.#line = this.#whole;
    this.#lineNumber += 1;
    this.#read = 0;
    return true;
  }

  #skip(length: number): void {
    this.#read += length;
    this.#line = this.#line.slice(length);
  }

  #errorText(start: number, reason: string): string {
    const record = start === this.#lineNumber ? '' : `record on line ${start}; `;
    // Columns count bytes.
    const column = encoder.encode(this.#whole.slice(0, this.#read)).length + 1;
    return `${record}parse error on line ${this.#lineNumber}, column ${column}: ${reason}`;
  }
}
