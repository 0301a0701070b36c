import type { ComponentContext } from '../../../pipeline/component.ts';
import type { Outbox } from './outbox.ts';
import type { TraceBatch } from './split-by-trace.ts';
import type { TraceSampler } from './trace-sampler.ts';

const SECOND = 1_000_000_000n;
/** Requests that may wait for their turn without keeping their senders waiting: those of a machine with one processor. */
const WAITING_REQUESTS = 1;
/** Ticks at shutdown after which no room is expected any more for the traces that wait for it. */
const MOST_TICKS = 100_000;

interface Request {
  readonly batches: readonly TraceBatch[];
  /** How many of them have been taken in. */
  taken: number;
  readonly begun: () => void;
}

/**
 * One thing after the other: requests in the order they came, a tick each second, and what is kept goes out before the
 * next thing begins. So requests are held back where the next consumer is slow.
 */
export class SamplingShard {
  readonly #sampler: TraceSampler;
  readonly #outbox: Outbox;
  readonly #context: ComponentContext;
  readonly #stepped: () => void;
  readonly #queue: Request[] = [];
  /** The request that is taken in; it may wait for room. */
  #current: Request | undefined;
  #tickDue = false;
  #sending: Promise<void> | undefined;
  #failure: unknown;
  #cancelTimer: () => void = () => undefined;

  /** `stepped` is called after each piece of work. */
  constructor(sampler: TraceSampler, outbox: Outbox, context: ComponentContext, stepped: () => void) {
    this.#sampler = sampler;
    this.#outbox = outbox;
    this.#context = context;
    this.#stepped = stepped;
  }

  start(): void {
    this.#waitForTick(this.#context.clock.now() + SECOND);
  }

  /** Resolves when the spans are taken in, or will be soon; rejects when the shard has failed. */
  async add(batches: readonly TraceBatch[]): Promise<void> {
    const { promise, resolve: begun } = Promise.withResolvers<void>();
    this.#queue.push({ batches, taken: 0, begun });
    this.#work();
    if (this.#queue.length > WAITING_REQUESTS) await promise;
    if (this.#failure !== undefined) throw this.#failure;
  }

  /** Takes in what waits, decides about all traces unless they are to be dropped, and resolves when all is handed on. */
  async shutdown(dropPending: boolean): Promise<void> {
    this.#cancelTimer();
    await this.#finishRequests();
    this.#sampler.stop();
    let more = !dropPending && this.#failure === undefined;
    while (more) {
      more = this.#sampler.tick();
      await this.#outbox.drain();
    }
    this.#stepped();
  }

  #waitForTick(due: bigint): void {
    const { clock } = this.#context;
    this.#cancelTimer = clock.setTimer(due - clock.now(), () => {
      this.#tickDue = true;
      this.#work();
      if (this.#failure !== undefined) return;
      // Ticks that were missed are not made up for.
      const missed = (clock.now() - due) / SECOND;
      this.#waitForTick(due + (missed + 1n) * SECOND);
    });
  }

  /** Does what can be done now. */
  #work(): void {
    if (this.#sending !== undefined || this.#failure !== undefined) return;
    try {
      while (this.#step()) {
        this.#stepped();
        if (this.#outbox.empty) continue;
        this.#sending = this.#outbox.drain().then(() => {
          this.#sending = undefined;
          this.#work();
        });
        return;
      }
    } catch (error) {
      this.#fail(error);
    }
  }

  /** A tick, or a request as far as there is room for it; false where nothing can be done. */
  #step(): boolean {
    if (this.#tickDue) {
      this.#tickDue = false;
      this.#sampler.tick();
      return true;
    }
    this.#current ??= this.#queue.shift();
    const request = this.#current;
    if (request === undefined) return false;
    request.begun();
    const before = request.taken;
    for (; request.taken < request.batches.length; request.taken += 1) {
      const batch = request.batches[request.taken];
      if (batch !== undefined && !this.#sampler.add(batch)) return request.taken > before;
    }
    this.#current = undefined;
    return true;
  }

  /** A mistake of a policy, with which the collector goes down. Thrown in a timer it is this component's failure. */
  #fail(error: unknown): void {
    this.#failure = error;
    for (const { begun } of this.#queue) begun();
    this.#context.clock.setTimer(0n, () => {
      throw error;
    });
  }

  /** Traces that wait for room get it by ticks; those that don't, in the end, are lost, or no end would come. */
  async #finishRequests(): Promise<void> {
    const most = Math.min(this.#sampler.ticksToDecide, MOST_TICKS);
    for (let idle = 0; idle <= most; ) {
      await this.#sending;
      const request = this.#current;
      if (request === undefined || this.#failure !== undefined) return;
      const before = request.taken;
      this.#tickDue = true;
      this.#work();
      await this.#sending;
      idle = this.#current !== request || request.taken > before ? 0 : idle + 1;
    }
    const message = 'Shut down while traces waited for room: they are lost';
    this.#context.logger.log('error', message, { requests: this.#queue.length + 1 });
  }
}
