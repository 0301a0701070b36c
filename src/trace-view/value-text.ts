/** Attribute values as text, and never as more than text. */
import type { AnyValue } from '../otlp/model.ts';

export interface ValueText {
  readonly text: string;
  /** False when the text was cut at the limit. */
  readonly complete: boolean;
}

/** The type as OpenTelemetry names it: `string`, `int`, `double`, `bool`, `bytes`, `string[]`, `array`, `map`, `empty`. */
export function valueType(value: AnyValue): string {
  if (value === null) return 'empty';
  if (Array.isArray(value)) {
    const types = new Set(value.slice(0, 100).map(valueType));
    const [only] = types;
    return types.size === 1 && only !== undefined ? `${only}[]` : 'array';
  }
  if (value instanceof Uint8Array) return 'bytes';
  if (value instanceof Map) return 'map';
  if (typeof value === 'bigint') return 'int';
  if (typeof value === 'number') return 'double';
  return typeof value === 'boolean' ? 'bool' : 'string';
}

/**
 * Up to `limit` characters of a value. Work and memory are bounded by the limit, so a value of megabytes costs no more
 * than a short one.
 */
export function valueText(value: AnyValue, limit: number): ValueText {
  const out = new BoundedText(limit);
  if (typeof value === 'string') out.add(value);
  else write(value, out);
  return { text: out.text, complete: out.complete };
}

class BoundedText {
  text = '';
  complete = true;
  private readonly limit: number;

  constructor(limit: number) {
    this.limit = limit;
  }

  get room(): number {
    return this.limit - this.text.length;
  }

  add(piece: string): void {
    if (piece.length > this.room) this.complete = false;
    this.text += piece.slice(0, Math.max(0, this.room));
  }
}

function write(value: AnyValue, out: BoundedText): void {
  if (typeof value === 'string') {
    // Quoting may lengthen, never shorten: what exceeds the room here would exceed it quoted.
    const cut = value.length > out.room ? value.slice(0, Math.max(0, out.room) + 1) : value;
    out.add(JSON.stringify(cut));
  } else if (value instanceof Uint8Array) {
    const bytes = value.subarray(0, Math.max(0, Math.min(value.length, out.room + 3)));
    let binary = '';
    for (const byte of bytes) binary += String.fromCharCode(byte);
    out.add(btoa(binary));
    if (bytes.length < value.length) out.complete = false;
  } else if (Array.isArray(value)) {
    writeList(value, '[', ']', (each) => write(each, out), out);
  } else if (value instanceof Map) {
    const writeEntry = ([key, each]: [string, AnyValue]) => {
      write(key, out);
      out.add(': ');
      write(each, out);
    };
    writeList(value, '{', '}', writeEntry, out);
  } else {
    out.add(String(value));
  }
}

function writeList<T>(
  items: Iterable<T>,
  open: string,
  close: string,
  each: (item: T) => void,
  out: BoundedText,
) {
  out.add(open);
  let first = true;
  for (const item of items) {
    if (!first) out.add(', ');
    first = false;
    if (!out.complete) return;
    each(item);
  }
  out.add(close);
}
