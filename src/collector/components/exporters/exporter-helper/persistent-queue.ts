import type { ComponentContext, Storage } from '../../../pipeline/component.ts';
import type { CarriedSignal } from '../../../pipeline/consumer.ts';
import { errorText, isShutdown } from './export-errors.ts';
import { Fifo } from './fifo.ts';
import { type Consume, QUEUE_IS_FULL, type Queue, type QueueOptions } from './memory-queue.ts';
import { decodeStored, encodeStored } from './persistent-request.ts';
import { emptyState, METADATA_KEY, type QueueState, readState, writeState } from './queue-state.ts';
import { type Request, sizeOf } from './request.ts';

/**
 * A queue that a storage extension keeps across restarts (core exporterhelper/internal/queue/persistent_queue.go):
 * requests under their numbers, and one record of which are waiting and which are under way. What isn't sent when the
 * collector stops stays there.
 */
export class PersistentQueue<S extends CarriedSignal> implements Queue<S> {
  readonly #signal: S;
  readonly #options: QueueOptions;
  readonly #context: ComponentContext;
  readonly #storageId: string;
  readonly #consume: Consume<S>;
  readonly #waiting = new Fifo<() => void>();
  readonly #working = new Set<Promise<void>>();
  /** Requests handed to consumers that aren't done with. */
  readonly #underWay = new Set<Promise<void>>();
  /** Operations on the storage happen one after the other. */
  #turn: Promise<unknown> = Promise.resolve();
  #storage: Storage | undefined;
  #state: QueueState = emptyState();
  #stopped = false;

  constructor(
    signal: S,
    options: QueueOptions,
    storageId: string,
    context: ComponentContext,
    consume: Consume<S>,
  ) {
    this.#signal = signal;
    this.#options = options;
    this.#storageId = storageId;
    this.#context = context;
    this.#consume = consume;
  }

  get size(): number {
    const { sizer } = this.#options;
    if (sizer === 'bytes') return Number(this.#state.bytesSize);
    return sizer === 'items' ? Number(this.#state.itemsSize) : this.#requests();
  }

  get capacity(): number {
    return this.#options.capacity;
  }

  async start(): Promise<void> {
    const extension = this.#context.extension(this.#storageId);
    if (extension === undefined) throw new Error('no storage client extension found');
    if (extension.storage === undefined) throw new Error('requested extension is not a storage extension');
    const [type = '', name = ''] = this.#context.id.split('/');
    this.#storage = await extension.storage(`exporter_${type}_${name}_${this.#signal}`);
    await this.#inTurn(() => this.#restore(this.#client()));
    this.#dispatch();
  }

  async offer(request: Request<S>): Promise<void> {
    const size = sizeOf(request, this.#options.sizer);
    while (this.size + size > this.capacity) {
      if (!this.#options.blockOnOverflow) throw new Error(QUEUE_IS_FULL);
      await new Promise<void>((resolve) => this.#waiting.push(resolve));
    }
    const bytes = encodeStored(request);
    this.#state.itemsSize += BigInt(request.items);
    this.#state.bytesSize += BigInt(bytes.length);
    await this.#inTurn(() => this.#put(this.#client(), bytes));
    this.#dispatch();
  }

  async shutdown(): Promise<void> {
    this.#stopped = true;
    while (this.#working.size > 0) await Promise.all(this.#working);
  }

  async close(): Promise<void> {
    await Promise.all(this.#underWay);
    await this.#inTurn(async () => this.#storage?.close());
  }

  /** What was there when the collector stopped: what was under way goes to the end. */
  async #restore(storage: Storage): Promise<void> {
    const { logger } = this.#context;
    try {
      const stored = await storage.get(METADATA_KEY);
      if (stored === undefined || stored.length === 0) {
        logger.log('info', 'Initializing new persistent queue');
        return;
      }
      this.#state = readState(stored);
    } catch (error) {
      logger.log('error', 'Failed getting metadata, starting with new ones', { error: errorText(error) });
      this.#state = emptyState();
      return;
    }
    const underWay = this.#state.currentlyDispatchedItems;
    logger.log('info', 'Loaded queue metadata', {
      readIndex: this.#state.readIndex,
      writeIndex: this.#state.writeIndex,
      itemsSize: this.#state.itemsSize,
      bytesSize: this.#state.bytesSize,
      dispatchedItems: underWay.length,
    });
    if (underWay.length === 0) return;
    logger.log('info', 'Fetching items left for dispatch by consumers', { numberOfItems: underWay.length });
    this.#state.currentlyDispatchedItems = [];
    for (const index of underWay) {
      const key = index.toString();
      const bytes = await storage.get(key);
      await storage.delete(key);
      if (bytes !== undefined) await this.#put(storage, bytes);
      else logger.log('warn', 'Failed retrieving item', { key, error: 'value not set' });
    }
    logger.log('info', 'Moved items for dispatching back to queue', { numberOfItems: underWay.length });
  }

  async #put(storage: Storage, bytes: Uint8Array): Promise<void> {
    const index = this.#state.writeIndex;
    this.#state.writeIndex += 1n;
    await storage.set(index.toString(), bytes);
    await this.#save(storage);
  }

  #dispatch(): void {
    while (!this.#stopped && this.#hasMore() && this.#working.size < this.#options.consumers) {
      const work = this.#work().finally(() => {
        this.#working.delete(work);
        this.#dispatch();
      });
      this.#working.add(work);
    }
  }

  async #work(): Promise<void> {
    while (!this.#stopped && this.#hasMore()) {
      const next = await this.#inTurn(() => this.#take(this.#client()));
      if (next === undefined) continue;
      const { index, request, bytes } = next;
      let finish: (error?: unknown) => void = () => undefined;
      const finished = new Promise<unknown>((resolve) => {
        finish = resolve;
      });
      const removed = finished.then((error) => this.#done(index, request.items, bytes, error));
      this.#underWay.add(removed);
      void removed.finally(() => this.#underWay.delete(removed));
      await this.#consume(request, finish);
    }
  }

  /** The next request, noted as under way; `undefined` when there is none or it can't be read. */
  async #take(storage: Storage): Promise<{ index: bigint; request: Request<S>; bytes: number } | undefined> {
    if (this.#stopped || !this.#hasMore()) return undefined;
    const index = this.#state.readIndex;
    this.#state.readIndex += 1n;
    this.#state.currentlyDispatchedItems.push(index);
    try {
      await this.#save(storage);
      const bytes = await storage.get(index.toString());
      if (bytes === undefined) throw new Error('value not set');
      return { index, request: decodeStored(this.#signal, bytes), bytes: bytes.length };
    } catch (error) {
      this.#context.logger.log('debug', 'Failed to dispatch item', { error: errorText(error) });
      await this.#forget(storage, index);
      this.#waiting.shift()?.();
      return undefined;
    }
  }

  async #done(index: bigint, items: number, bytes: number, error: unknown): Promise<void> {
    // It stays noted as under way, and is sent after the restart.
    if (isShutdown(error)) return;
    this.#state.itemsSize = notNegative(this.#state.itemsSize - BigInt(items));
    this.#state.bytesSize = notNegative(this.#state.bytesSize - BigInt(bytes));
    await this.#inTurn(() => this.#forget(this.#client(), index));
    this.#waiting.shift()?.();
  }

  async #forget(storage: Storage, index: bigint): Promise<void> {
    this.#state.currentlyDispatchedItems = this.#state.currentlyDispatchedItems.filter(
      (each) => each !== index,
    );
    if (this.#requests() === 0) {
      this.#state.itemsSize = 0n;
      this.#state.bytesSize = 0n;
    }
    try {
      await this.#save(storage);
      await storage.delete(index.toString());
    } catch (error) {
      this.#context.logger.log('error', 'Error deleting item from queue', { error: errorText(error) });
    }
  }

  #save(storage: Storage): Promise<void> {
    return storage.set(METADATA_KEY, writeState(this.#state));
  }

  #hasMore(): boolean {
    return this.#state.readIndex !== this.#state.writeIndex;
  }

  #requests(): number {
    const { readIndex, writeIndex, currentlyDispatchedItems } = this.#state;
    return Number(writeIndex - readIndex) + currentlyDispatchedItems.length;
  }

  #client(): Storage {
    if (this.#storage === undefined) throw new Error('the queue has not been started');
    return this.#storage;
  }

  #inTurn<T>(action: () => Promise<T>): Promise<T> {
    const result = this.#turn.then(action);
    this.#turn = result.catch(() => undefined);
    return result;
  }
}

function notNegative(value: bigint): bigint {
  return value < 0n ? 0n : value;
}
