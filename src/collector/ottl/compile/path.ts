import type { GetSetter } from '../function.ts';
import { OttlError } from '../ottl-error.ts';
import { goQuote } from '../syntax/go-quote.ts';
import type { CompiledKey } from './key.ts';

/** A segment of a path while a context looks at it; what the context doesn't ask for is an error afterwards. */
export class Path {
  /** The context the path names, '' where it names none. */
  readonly context: string;
  readonly name: string;
  /** The whole path, as errors show it. */
  readonly text: string;
  readonly #keys: readonly CompiledKey[];
  readonly #next: Path | undefined;
  #nextAsked = false;
  #keysAsked = false;

  constructor(
    context: string,
    name: string,
    text: string,
    keys: readonly CompiledKey[],
    next: Path | undefined,
  ) {
    this.context = context;
    this.name = name;
    this.text = text;
    this.#keys = keys;
    this.#next = next;
  }

  /** `undefined` where it has none. */
  keys(): readonly CompiledKey[] | undefined {
    this.#keysAsked = true;
    return this.#keys.length === 0 ? undefined : this.#keys;
  }

  next(): Path | undefined {
    this.#nextAsked = true;
    return this.#next;
  }

  /** Throws OttlError where a part of the path wasn't looked at. */
  checkComplete(): void {
    if (this.#keys.length > 0 && !this.#keysAsked) {
      throw new OttlError(
        `the keys indexing ${goQuote(this.name)} were not used by the context - this likely means you are trying to index a path that does not support indexing`,
      );
    }
    if (this.#next === undefined) return;
    if (!this.#nextAsked) {
      throw new OttlError(
        `the path section ${goQuote(this.#next.name)} was not used by the context - this likely means you are using extra path sections`,
      );
    }
    this.#next.checkComplete();
  }
}

/** How a context reads and writes a path. Throws OttlError where there is no such path. */
export type PathParser = (path: Path) => GetSetter;
