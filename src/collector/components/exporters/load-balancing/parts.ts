/** Data divided among backends: the part of each, in the order in which they were first met. */
export class Parts<B, P> {
  readonly #parts = new Map<B, P>();
  readonly #begin: () => P;

  constructor(begin: () => P) {
    this.#begin = begin;
  }

  of(backend: B): P {
    let part = this.#parts.get(backend);
    if (part === undefined) {
      part = this.#begin();
      this.#parts.set(backend, part);
    }
    return part;
  }

  entries(): [B, P][] {
    return [...this.#parts];
  }
}

/** Finds the backend for a key with this CRC-32. Throws where there is none. */
export type FindBackend<B> = (hash: number) => B;

/** Divides data. Throws what finding a backend throws. */
export type Divide<D> = <B>(data: D, find: FindBackend<B>) => [B, D][];
