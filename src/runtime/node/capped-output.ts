/** Passes on output up to a limit and counts the rest. */
import type { OutputStream } from '../lab-runtime.ts';

export class CappedOutput {
  dropped = 0;
  #left: number;
  readonly #pass: (stream: OutputStream, text: string) => void;

  /** The limit is in characters (UTF-16 code units) of both streams together. */
  constructor(limit: number, pass: (stream: OutputStream, text: string) => void) {
    this.#left = limit;
    this.#pass = pass;
  }

  write(stream: OutputStream, text: string): void {
    const shown = text.slice(0, this.#left);
    this.#left -= shown.length;
    this.dropped += text.length - shown.length;
    if (shown !== '') this.#pass(stream, shown);
  }
}
