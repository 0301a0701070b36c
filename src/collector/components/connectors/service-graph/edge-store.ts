import type { Clock } from '../../../pipeline/clock.ts';
import type { MemoryAccount } from '../../../pipeline/memory-account.ts';
import { type Edge, isComplete } from './edge.ts';

/** About what an edge takes of memory, bytes. */
const EDGE_BYTES = 400;

interface Waiting {
  readonly edge: Edge;
  readonly release: () => void;
}

/** What became of an edge. */
export interface Settled {
  readonly outcome: 'complete' | 'waiting' | 'dropped';
  readonly isNew: boolean;
}

// One is given for every span, so they are made once.
const KNOWN = {
  complete: { outcome: 'complete', isNew: false },
  waiting: { outcome: 'waiting', isNew: false },
} as const;
const NEW = {
  complete: { outcome: 'complete', isNew: true },
  waiting: { outcome: 'waiting', isNew: true },
  dropped: { outcome: 'dropped', isNew: false },
} as const;

/** Edges of which one side has been seen; they wait for the other for a while. */
export class EdgeStore {
  readonly #options: { readonly ttl: bigint; readonly maxItems: number };
  readonly #clock: Clock;
  readonly #memory: MemoryAccount;
  /** By the ids of trace and client span, the oldest first. */
  readonly #waiting = new Map<string, Waiting>();

  constructor(
    options: { readonly ttl: bigint; readonly maxItems: number },
    clock: Clock,
    memory: MemoryAccount,
  ) {
    this.#options = options;
    this.#clock = clock;
    this.#memory = memory;
  }

  get size(): number {
    return this.#waiting.size;
  }

  /** The edge that waits, or a new one; once changed it must be given to `settle`. */
  edgeOf(traceId: string, clientSpanId: string): Edge {
    const key = traceId + clientSpanId;
    return (
      this.#waiting.get(key)?.edge ?? {
        key,
        traceId,
        clientSpanId,
        expiration: this.#clock.now() + this.#options.ttl,
        connectionType: '',
        clientService: '',
        serverService: '',
        clientLatency: 0,
        serverLatency: 0,
        failed: false,
        dimensions: new Map(),
        peer: new Map(),
        virtualNode: '',
      }
    );
  }

  /** Says whether the edge is complete, which ends its stay, and whether it is new; one without room is dropped. */
  settle(edge: Edge): Settled {
    const { key } = edge;
    const waiting = this.#waiting.get(key);
    if (waiting !== undefined) {
      if (!isComplete(edge)) return KNOWN.waiting;
      waiting.release();
      this.#waiting.delete(key);
      return KNOWN.complete;
    }
    if (isComplete(edge)) return NEW.complete;
    if (this.#waiting.size >= this.#options.maxItems) return NEW.dropped;
    this.#waiting.set(key, { edge, release: this.#memory.hold(EDGE_BYTES) });
    return NEW.waiting;
  }

  /** Takes out those that have waited too long, the oldest first. */
  takeExpired(): Edge[] {
    const now = this.#clock.now();
    const expired: Edge[] = [];
    for (const [key, { edge, release }] of this.#waiting) {
      if (edge.expiration >= now) break;
      release();
      this.#waiting.delete(key);
      expired.push(edge);
    }
    return expired;
  }

  /** Forgets them all. */
  clear(): void {
    for (const { release } of this.#waiting.values()) release();
    this.#waiting.clear();
  }
}
