/** Matchers of texts that begin, end or go on in a certain way. */
import type { ByteString } from '../byte-string.ts';
import type { Found, Matcher } from './matcher.ts';
import { ends, starts } from './runes.ts';

export class Contains implements Matcher {
  readonly length = -1;
  readonly #text: string;
  readonly #not: boolean;

  constructor(text: string, not: boolean) {
    this.#text = text;
    this.#not = not;
  }

  match(text: ByteString): boolean {
    return text.includes(this.#text) !== this.#not;
  }

  find(text: ByteString): Found | undefined {
    const at = text.indexOf(this.#text);
    if (this.#not) return { at: 0, lengths: starts(at < 0 ? text : text.slice(0, at)) };
    if (at < 0) return undefined;
    const end = at + this.#text.length;
    return { at: 0, lengths: starts(text.slice(end)).map((length) => end + length) };
  }
}

export class Prefix implements Matcher {
  readonly length = -1;
  readonly text: string;

  constructor(text: ByteString) {
    this.text = text;
  }

  match(text: ByteString): boolean {
    return text.startsWith(this.text);
  }

  find(text: ByteString): Found | undefined {
    const at = text.indexOf(this.text);
    if (at < 0) return undefined;
    const { length } = this.text;
    return { at, lengths: [length, ...ends(text.slice(at + length)).map((end) => length + end)] };
  }
}

export class Suffix implements Matcher {
  readonly length = -1;
  readonly text: string;

  constructor(text: ByteString) {
    this.text = text;
  }

  match(text: ByteString): boolean {
    return text.endsWith(this.text);
  }

  find(text: ByteString): Found | undefined {
    const at = text.indexOf(this.text);
    return at < 0 ? undefined : { at: 0, lengths: [at + this.text.length] };
  }
}

/** Begins and ends so; the two may overlap. */
export class PrefixSuffix implements Matcher {
  readonly length = -1;
  readonly #prefix: string;
  readonly #suffix: string;

  constructor(prefix: string, suffix: string) {
    this.#prefix = prefix;
    this.#suffix = suffix;
  }

  match(text: ByteString): boolean {
    return text.startsWith(this.#prefix) && text.endsWith(this.#suffix);
  }

  find(text: ByteString): Found | undefined {
    const at = text.indexOf(this.#prefix);
    if (at < 0) return undefined;
    const lengths: number[] = [];
    let rest = text.slice(at);
    for (let end = rest.lastIndexOf(this.#suffix); end >= 0; end = rest.lastIndexOf(this.#suffix)) {
      lengths.push(end + this.#suffix.length);
      rest = rest.slice(0, end);
    }
    return lengths.length === 0 ? undefined : { at, lengths };
  }
}
