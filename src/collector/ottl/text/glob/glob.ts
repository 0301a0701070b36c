import { toByteString } from '../byte-string.ts';
import { compilePattern } from './compile-glob.ts';
import type { Matcher } from './matcher.ts';
import { parseGlob } from './parse-glob.ts';

/** A glob as the collector has it, gobwas/glob v0.2.3: `*`, `?`, `[abc]`, `[!a-c]`, `{one,other}`. */
export class Glob {
  readonly #matcher: Matcher;

  /** Throws GlobError. */
  constructor(pattern: string) {
    this.#matcher = compilePattern(parseGlob(pattern));
  }

  /** Whether it matches the whole text. Throws OttlPanicError where the collector's process would end. */
  test(text: string): boolean {
    return this.#matcher.match(toByteString(text));
  }
}
