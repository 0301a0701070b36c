/**
 * The bytes that queues, batches and pending traces of a collector hold, as they were on the wire. It stands for the
 * heap of the real collector: a browser tells no page what its heap holds.
 */
export class MemoryAccount {
  #held = 0;

  /** Bytes held now. */
  get used(): number {
    return this.#held;
  }

  /** Notes that bytes are held; call what it returns once when they are let go. */
  hold(bytes: number): () => void {
    this.#held += bytes;
    let released = false;
    return () => {
      if (released) return;
      released = true;
      this.#held -= bytes;
    };
  }
}
