import type { CarriedSignal } from '../../../pipeline/consumer.ts';
import type { MemoryAccount } from '../../../pipeline/memory-account.ts';
import { Fifo } from './fifo.ts';
import { type Request, sizeOf } from './request.ts';

/** Told once when a request is done with, and with what error it failed. */
export type Done = (error?: unknown) => void;

/** Takes a request from a queue: resolves when the queue may hand over the next, and calls `done` when it is done. */
export type Consume<S extends CarriedSignal> = (request: Request<S>, done: Done) => Promise<void>;

export interface QueueOptions {
  readonly sizer: 'requests' | 'items' | 'bytes';
  readonly capacity: number;
  readonly consumers: number;
  readonly waitForResult: boolean;
  readonly blockOnOverflow: boolean;
}

/** What stands between those who hand over data and those who send it. */
export interface Queue<S extends CarriedSignal> {
  readonly size: number;
  readonly capacity: number;
  start(): Promise<void>;
  /** Rejects when the request can't be taken. */
  offer(request: Request<S>): Promise<void>;
  /** Resolves when no consumer is at work any more. */
  shutdown(): Promise<void>;
  /** Resolves when all that was handed to consumers is done with. Called last. */
  close(): Promise<void>;
}

export const QUEUE_IS_FULL = 'sending queue is full';

interface Element<S extends CarriedSignal> {
  readonly request: Request<S>;
  readonly done: Done;
}

/** A queue in memory (core exporterhelper/internal/queue/memory_queue.go). Requests under way count until they are done. */
export class MemoryQueue<S extends CarriedSignal> implements Queue<S> {
  readonly #options: QueueOptions;
  readonly #memory: MemoryAccount;
  readonly #consume: Consume<S>;
  readonly #elements = new Fifo<Element<S>>();
  /** Who waits for room, in order. */
  readonly #waiting = new Fifo<() => void>();
  readonly #working = new Set<Promise<void>>();
  #size = 0;

  constructor(options: QueueOptions, memory: MemoryAccount, consume: Consume<S>) {
    this.#options = options;
    this.#memory = memory;
    this.#consume = consume;
  }

  get size(): number {
    return this.#size;
  }

  get capacity(): number {
    return this.#options.capacity;
  }

  async start(): Promise<void> {
    // There is nothing to read back.
  }

  async offer(request: Request<S>): Promise<void> {
    const { sizer, capacity, blockOnOverflow, waitForResult } = this.#options;
    const size = sizeOf(request, sizer);
    if (size === 0) return;
    if (size > capacity) throw new Error('element size too large');
    while (this.#size + size > capacity) {
      if (!blockOnOverflow) throw new Error(QUEUE_IS_FULL);
      await new Promise<void>((resolve) => this.#waiting.push(resolve));
    }
    this.#size += size;
    const release = this.#memory.hold(request.approximateBytes);
    const result = new Promise<void>((resolve, reject) => {
      const done: Done = (error) => {
        release();
        this.#size -= size;
        this.#waiting.shift()?.();
        if (error === undefined || !waitForResult) resolve();
        else reject(error);
      };
      this.#elements.push({ request, done });
    });
    this.#dispatch();
    if (waitForResult) await result;
  }

  async shutdown(): Promise<void> {
    while (this.#working.size > 0) await Promise.all(this.#working);
  }

  async close(): Promise<void> {
    // There is nothing to let go.
  }

  #dispatch(): void {
    while (this.#elements.length > 0 && this.#working.size < this.#options.consumers) {
      const work = this.#work().finally(() => {
        this.#working.delete(work);
        this.#dispatch();
      });
      this.#working.add(work);
    }
  }

  async #work(): Promise<void> {
    for (let next = this.#elements.shift(); next !== undefined; next = this.#elements.shift()) {
      await this.#consume(next.request, next.done);
    }
  }
}
