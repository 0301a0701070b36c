/** Matchers of characters, and of how many there are. */
import type { ByteString } from '../byte-string.ts';
import type { Found, Matcher } from './matcher.ts';
import { ends, runeAt, runeCount, runeLength, starts } from './runes.ts';

export class Nothing implements Matcher {
  readonly length = 0;

  match(text: ByteString): boolean {
    return text === '';
  }

  find(): Found {
    return { at: 0, lengths: [0] };
  }
}

/** `*` */
export class Anything implements Matcher {
  readonly length = -1;

  match(): boolean {
    return true;
  }

  find(text: ByteString): Found {
    return { at: 0, lengths: starts(text) };
  }
}

export class Text implements Matcher {
  readonly text: string;
  readonly length: number;

  constructor(text: ByteString) {
    this.text = text;
    this.length = runeCount(text);
  }

  match(text: ByteString): boolean {
    return text === this.text;
  }

  find(text: ByteString): Found | undefined {
    const at = text.indexOf(this.text);
    return at < 0 ? undefined : { at, lengths: [this.text.length] };
  }
}

/** `?`, `[abc]`, `[!a-c]` */
export class OneOf implements Matcher {
  readonly length = 1;
  /** The characters of a list that is negated. */
  readonly excluded: string | undefined;
  /** `?` */
  readonly isAny: boolean;
  readonly #accepts: (code: number) => boolean;

  constructor(accepts: (code: number) => boolean, is: { excluded?: string; any?: boolean } = {}) {
    this.#accepts = accepts;
    this.excluded = is.excluded;
    this.isAny = is.any ?? false;
  }

  match(text: ByteString): boolean {
    const { code, width } = runeAt(text, 0);
    return text.length <= width && this.#accepts(code);
  }

  find(text: ByteString): Found | undefined {
    for (let at = 0; at < text.length; ) {
      const { code, width } = runeAt(text, at);
      if (this.#accepts(code)) return { at, lengths: [runeLength(code)] };
      at += width;
    }
    return undefined;
  }
}

/** At least so many characters. */
export class AtLeast implements Matcher {
  readonly length = -1;
  readonly #count: number;

  constructor(count: number) {
    this.#count = count;
  }

  match(text: ByteString): boolean {
    return runeCount(text) >= this.#count;
  }

  find(text: ByteString): Found | undefined {
    const lengths = ends(text).slice(this.#count - 1);
    return lengths.length === 0 ? undefined : { at: 0, lengths };
  }
}

/** At most so many characters. */
export class AtMost implements Matcher {
  readonly length = -1;
  readonly #count: number;

  constructor(count: number) {
    this.#count = count;
  }

  match(text: ByteString): boolean {
    return runeCount(text) <= this.#count;
  }

  find(text: ByteString): Found {
    return { at: 0, lengths: [0, ...ends(text).slice(0, this.#count)] };
  }
}
