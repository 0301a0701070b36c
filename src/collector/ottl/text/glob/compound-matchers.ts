/** Matchers of what other matchers match: one of them, all of them, one after the other. */
import { OttlPanicError } from '../../ottl-error.ts';
import type { ByteString } from '../byte-string.ts';
import type { Found, Matcher } from './matcher.ts';
import { runeAt, runeCount } from './runes.ts';

/** `{…,…}` */
export class AnyOf implements Matcher {
  readonly alternatives: readonly Matcher[];
  readonly length: number;

  constructor(alternatives: readonly Matcher[]) {
    this.alternatives = alternatives;
    // The first ones without a length are passed over.
    const known = alternatives.findIndex(({ length }) => length !== -1);
    const length = alternatives[known]?.length ?? -1;
    this.length = alternatives.slice(known).every((each) => each.length === length) ? length : -1;
  }

  match(text: ByteString): boolean {
    return this.alternatives.some((each) => each.match(text));
  }

  find(text: ByteString): Found | undefined {
    let first: Found | undefined;
    for (const each of this.alternatives) {
      const found = each.find(text);
      if (found === undefined || (first !== undefined && found.at > first.at)) continue;
      if (first === undefined || found.at < first.at) first = found;
      else first = { at: first.at, lengths: [...new Set([...first.lengths, ...found.lengths])] };
    }
    return first;
  }
}

/** All of them, for the same text. */
export class EveryOf implements Matcher {
  readonly length = -1;
  readonly #all: readonly Matcher[];

  constructor(all: readonly Matcher[]) {
    this.#all = all;
  }

  match(text: ByteString): boolean {
    return this.#all.every((each) => each.match(text));
  }

  find(text: ByteString): Found | undefined {
    let at = 0;
    let offset = 0;
    let rest = text;
    let lengths: readonly number[] | undefined;
    for (const each of this.#all) {
      const found = each.find(rest);
      if (found === undefined) return undefined;
      const delta = at - (found.at + offset);
      lengths = lengths === undefined ? found.lengths : shared(lengths, delta, found.lengths);
      if (lengths.length === 0) return undefined;
      at = found.at + offset;
      rest = text.slice(at);
      offset += found.at;
    }
    return { at, lengths: lengths ?? [] };
  }
}

function shared(lengths: readonly number[], delta: number, others: readonly number[]): number[] {
  const known = new Set(lengths.map((length) => length + delta));
  return others.filter((length) => known.has(length));
}

/** One after the other, each of a length that is known. */
export class Row implements Matcher {
  readonly length: number;
  readonly #parts: readonly Matcher[];

  constructor(parts: readonly Matcher[]) {
    this.#parts = parts;
    this.length = parts.reduce((sum, { length }) => sum + length, 0);
  }

  match(text: ByteString): boolean {
    return runeCount(text) === this.length && this.#matchParts(text);
  }

  find(text: ByteString): Found | undefined {
    for (let at = 0; at < text.length; at += runeAt(text, at).width) {
      const rest = text.slice(at);
      if (rest.length < this.length) break;
      if (this.#matchParts(rest)) return { at, lengths: [this.length] };
    }
    return undefined;
  }

  /** Each part gets its characters, but of the last of them only the first byte. */
  #matchParts(text: ByteString): boolean {
    let at = 0;
    for (const part of this.#parts) {
      let count = 0;
      let last = at;
      for (let next = at; next < text.length; next += runeAt(text, next).width) {
        last = next;
        count += 1;
        if (count === part.length) break;
      }
      if (count < part.length) return false;
      const end = last + 1;
      if (end > text.length) {
        throw new OttlPanicError(
          `runtime error: slice bounds out of range [:${end}] with length ${text.length}`,
        );
      }
      if (!part.match(text.slice(at, end))) return false;
      at = end;
    }
    return true;
  }
}

/** A part that is looked for, with what comes before it and after it. */
export class Between implements Matcher {
  readonly part: Matcher;
  readonly before: Matcher | undefined;
  readonly after: Matcher | undefined;
  readonly length: number;

  constructor(part: Matcher, before: Matcher | undefined, after: Matcher | undefined) {
    this.part = part;
    this.before = before;
    this.after = after;
    const lengths = [part, before, after].map((each) => each?.length ?? 0);
    this.length = lengths.includes(-1) ? -1 : lengths.reduce((sum, length) => sum + length, 0);
  }

  match(text: ByteString): boolean {
    // Characters are counted as bytes here.
    if (this.length > text.length) return false;
    let from = Math.max(this.before?.length ?? 0, 0);
    const to = text.length - Math.max(this.after?.length ?? 0, 0);
    while (from < to) {
      const found = this.part.find(text.slice(from, to));
      if (found === undefined) return false;
      const at = from + found.at;
      if (matchesWhole(this.before, text.slice(0, at))) {
        if (found.lengths.some((length) => matchesWhole(this.after, text.slice(at + length)))) return true;
      }
      from = at + runeAt(text, at).width;
    }
    return false;
  }

  find(): undefined {
    return undefined;
  }
}

function matchesWhole(matcher: Matcher | undefined, text: string): boolean {
  return matcher === undefined ? text === '' : matcher.match(text);
}
