import { Fifo } from './fifo.ts';

/** Lets so many things go on at the same time. */
export class WorkerPool {
  readonly #waiting = new Fifo<() => void>();
  #free: number;

  constructor(workers: number) {
    this.#free = workers;
  }

  /** Resolves with what the work resolves with later, when a worker has taken it on. The work must not reject. */
  async execute(work: () => Promise<void>): Promise<{ readonly finished: Promise<void> }> {
    if (this.#free === 0) await new Promise<void>((resolve) => this.#waiting.push(resolve));
    else this.#free -= 1;
    const finished = work().finally(() => {
      const next = this.#waiting.shift();
      if (next === undefined) this.#free += 1;
      else next();
    });
    return { finished };
  }
}
