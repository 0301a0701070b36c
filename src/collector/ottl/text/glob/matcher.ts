/**
 * The matchers of gobwas/glob match what its matchers do, down to where they are wrong: "?" alone matches an empty text
 * too, and characters of several bytes are lost between others.
 */
import type { ByteString } from '../byte-string.ts';

/** Where something is found first, and how many bytes may belong to it from there. */
export interface Found {
  readonly at: number;
  readonly lengths: readonly number[];
}

export interface Matcher {
  /** How many characters it matches; -1 where that isn't the same for all. */
  readonly length: number;
  /** The whole text. */
  match(text: ByteString): boolean;
  find(text: ByteString): Found | undefined;
}
