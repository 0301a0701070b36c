import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ManualClock } from '../../../pipeline/manual-clock.ts';
import { MemoryAccount } from '../../../pipeline/memory-account.ts';
import { EdgeStore } from './edge-store.ts';

const TTL = 10n;
const MAX_ITEMS = 4;

const action = fc.oneof(
  fc.record({
    kind: fc.constantFrom('client' as const, 'server' as const, 'both' as const),
    id: fc.integer({ min: 0, max: 6 }),
  }),
  fc.record({ kind: fc.constant('wait' as const), ns: fc.integer({ min: 1, max: 8 }) }),
  fc.record({ kind: fc.constant('expire' as const) }),
);

/** A list of what waits, looked through from the beginning each time. */
interface Waiting {
  readonly id: string;
  readonly until: bigint;
  client: boolean;
  server: boolean;
}

describe('the store of edges', () => {
  test('keeps, completes, refuses and expires edges as a plain list would', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(action, { maxLength: 60 }), async (actions) => {
        const clock = new ManualClock(0n, async () => undefined);
        const memory = new MemoryAccount();
        const store = new EdgeStore({ ttl: TTL, maxItems: MAX_ITEMS }, clock, memory);
        let list: Waiting[] = [];
        for (const each of actions) {
          if (each.kind === 'wait') {
            await clock.advance(BigInt(each.ns));
          } else if (each.kind === 'expire') {
            const gone = list.filter(({ until }) => until < clock.now());
            list = list.filter((waiting) => !gone.includes(waiting));
            expect(store.takeExpired().map(({ clientSpanId }) => clientSpanId)).toEqual(
              gone.map(({ id }) => id),
            );
          } else {
            const id = String(each.id);
            const edge = store.edgeOf('trace', id);
            if (each.kind !== 'server') edge.clientService = 'client';
            if (each.kind !== 'client') edge.serverService = 'server';
            expect(store.settle(edge)).toEqual(expected(list, id, each.kind, clock.now()));
          }
          list = list.filter(({ client, server }) => !(client && server));
          expect(store.size).toBe(list.length);
          expect(memory.used > 0).toBe(list.length > 0);
        }
        store.clear();
        expect(memory.used).toBe(0);
      }),
    );
  });
});

function expected(list: Waiting[], id: string, kind: 'client' | 'server' | 'both', now: bigint) {
  const known = list.find((waiting) => waiting.id === id);
  const edge = known ?? { id, until: now + TTL, client: false, server: false };
  edge.client ||= kind !== 'server';
  edge.server ||= kind !== 'client';
  const complete = edge.client && edge.server;
  if (known !== undefined) return { outcome: complete ? 'complete' : 'waiting', isNew: false };
  if (complete) return { outcome: 'complete', isNew: true };
  if (list.length >= MAX_ITEMS) return { outcome: 'dropped', isNew: false };
  list.push(edge);
  return { outcome: 'waiting', isNew: true };
}
