/** Go's time.ParseError. The parts are looked at, and two of them changed, by what tries several layouts. */
export class TimeParseError extends Error {
  layout: string;
  readonly value: string;
  /** The element of the layout that didn't fit. */
  layoutElement: string;
  /** The part of the text it didn't fit. */
  readonly valueElement: string;
  readonly reason: string;

  constructor(layout: string, value: string, layoutElement: string, valueElement: string, reason = '') {
    super();
    this.name = 'TimeParseError';
    this.layout = layout;
    this.value = value;
    this.layoutElement = layoutElement;
    this.valueElement = valueElement;
    this.reason = reason;
  }

  override get message(): string {
    const value = `parsing time ${timeQuote(this.value)}`;
    if (this.reason !== '') return value + this.reason;
    return `${value} as ${timeQuote(this.layout)}: cannot parse ${timeQuote(this.valueElement)} as ${timeQuote(this.layoutElement)}`;
  }
}

const encoder = new TextEncoder();

/** As Go's time package quotes: bytes beyond ASCII, and control characters, in hex. */
export function timeQuote(text: string): string {
  let quoted = '';
  for (const byte of encoder.encode(text)) {
    if (byte < 0x20 || byte >= 0x80) quoted += `\\x${byte.toString(16).padStart(2, '0')}`;
    else if (byte === 0x22 || byte === 0x5c) quoted += `\\${String.fromCharCode(byte)}`;
    else quoted += String.fromCharCode(byte);
  }
  return `"${quoted}"`;
}
