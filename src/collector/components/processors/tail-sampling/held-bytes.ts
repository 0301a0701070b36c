import type { MemoryAccount } from '../../../pipeline/memory-account.ts';

/** What pending traces hold together, told to the account when a piece of work is done rather than for each trace. */
export class HeldBytes {
  readonly #account: MemoryAccount;
  #bytes = 0;
  #told = 0;
  #release: () => void = () => undefined;

  constructor(account: MemoryAccount) {
    this.#account = account;
  }

  add(bytes: number): void {
    this.#bytes += bytes;
  }

  /** Nothing is held any more. */
  close(): void {
    this.#bytes = 0;
    this.settle();
  }

  settle(): void {
    if (this.#bytes === this.#told) return;
    this.#release();
    this.#release = this.#account.hold(this.#bytes);
    this.#told = this.#bytes;
  }
}
