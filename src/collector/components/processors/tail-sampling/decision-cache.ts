import { LruCache } from '../../../bounded/lru-cache.ts';
import type { Threshold } from '../probabilistic-sampler/threshold.ts';

/** A decision that was made about a trace. */
export interface CachedDecision {
  /** The policy that made it, '' where none did. */
  readonly policyName: string;
  readonly threshold: Threshold;
}

const NO_ID = '0'.repeat(16);

/** Decisions by trace id, of which the second half alone is kept. */
export class DecisionCache {
  readonly #entries: LruCache<CachedDecision> | undefined;

  /** Remembers nothing where the size is not above 0. */
  constructor(size: number) {
    this.#entries = size > 0 ? new LruCache(size) : undefined;
  }

  get enabled(): boolean {
    return this.#entries !== undefined;
  }

  get(traceId: string): CachedDecision | undefined {
    return this.#entries?.get(keyOf(traceId));
  }

  put(traceId: string, decision: CachedDecision): void {
    this.#entries?.set(keyOf(traceId), decision);
  }
}

function keyOf(traceId: string): string {
  return traceId === '' ? NO_ID : traceId.slice(16);
}
