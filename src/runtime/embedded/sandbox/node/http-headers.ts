/** Headers on their way out: names keep their spelling, lookups don't mind it. */
import type { HeaderList } from '../network.ts';
import { codedError } from './node-error.ts';

type HeaderValue = string | number | readonly string[];
export type OutgoingHeaders =
  | Readonly<Record<string, HeaderValue | undefined>>
  | readonly HeaderValue[]
  | Headers;

export class HeaderStore {
  readonly #entries = new Map<string, { readonly name: string; readonly value: HeaderValue }>();

  constructor(initial?: OutgoingHeaders | null) {
    this.addAll(initial);
  }

  addAll(headers?: OutgoingHeaders | null): void {
    if (headers === undefined || headers === null) return;
    if (Array.isArray(headers)) {
      if (Array.isArray(headers[0]))
        for (const [name, value] of headers as unknown as [string, string][]) this.set(name, value);
      else
        for (let at = 0; at + 1 < headers.length; at += 2)
          this.set(String(headers[at]), headers[at + 1] as HeaderValue);
      return;
    }
    const entries = headers instanceof Headers ? headers.entries() : Object.entries(headers);
    for (const [name, value] of entries) if (value !== undefined) this.set(name, value as HeaderValue);
  }

  set(name: string, value: HeaderValue): void {
    if (!/^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/.test(name)) {
      throw codedError(
        TypeError,
        'ERR_INVALID_HTTP_TOKEN',
        `Header name must be a valid HTTP token ["${name}"]`,
      );
    }
    if (value === undefined) {
      throw codedError(
        TypeError,
        'ERR_HTTP_INVALID_HEADER_VALUE',
        `Invalid value "undefined" for header "${name}"`,
      );
    }
    for (const text of Array.isArray(value) ? value : [value]) {
      if (/[^\t\u0020-\u007e\u0080-\u00ff]/.test(String(text))) {
        throw codedError(TypeError, 'ERR_INVALID_CHAR', `Invalid character in header content ["${name}"]`);
      }
    }
    this.#entries.set(name.toLowerCase(), { name, value });
  }

  append(name: string, value: HeaderValue): void {
    const known = this.get(name);
    this.set(name, known === undefined ? value : ([known, value].flat() as string[]));
  }

  get(name: string): HeaderValue | undefined {
    return this.#entries.get(name.toLowerCase())?.value;
  }

  has(name: string): boolean {
    return this.#entries.has(name.toLowerCase());
  }

  delete(name: string): void {
    this.#entries.delete(name.toLowerCase());
  }

  names(): string[] {
    return [...this.#entries.keys()];
  }

  rawNames(): string[] {
    return [...this.#entries.values()].map(({ name }) => name);
  }

  toObject(): Record<string, HeaderValue> {
    const plain = Object.create(null) as Record<string, HeaderValue>;
    for (const [key, { value }] of this.#entries) plain[key] = value;
    return plain;
  }

  list(): HeaderList {
    return [...this.#entries.values()].flatMap(({ name, value }) =>
      (Array.isArray(value) ? value : [value]).map((text) => [name, String(text)] as const),
    );
  }
}
