import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { IdBatcher } from './id-batcher.ts';

function takeAll(batcher: IdBatcher): string[][] {
  const taken: string[][] = [];
  for (let more = true; more; ) {
    const next = batcher.take();
    taken.push([...next.batch]);
    more = next.more;
  }
  return taken;
}

describe('the id batcher', () => {
  test('an id waits for its number of full ticks', () => {
    const batcher = new IdBatcher(2);
    batcher.add('a');
    expect([...batcher.take().batch]).toEqual([]);
    batcher.add('b');
    expect([...batcher.take().batch]).toEqual([]);
    expect([...batcher.take().batch]).toEqual(['a']);
    expect([...batcher.take().batch]).toEqual(['b']);
  });

  test('an id moves to an earlier batch, and not to a later one', () => {
    const batcher = new IdBatcher(3);
    const due = batcher.add('a');
    const earlier = batcher.moveEarlier('a', due, 1);
    expect(batcher.moveEarlier('a', earlier, 2)).toBe(earlier);
    expect([...batcher.take().batch]).toEqual([]);
    expect([...batcher.take().batch]).toEqual(['a']);
  });

  test('what was taken out does not come up', () => {
    const batcher = new IdBatcher(1);
    batcher.remove('a', batcher.add('a'));
    batcher.stop();
    expect(takeAll(batcher)).toEqual([[], []]);
  });

  test('stops without going through ages of empty batches', () => {
    const batcher = new IdBatcher(9_000_000_000);
    batcher.add('a');
    batcher.stop();
    expect(takeAll(batcher).flat()).toEqual(['a']);
  });

  test('each id comes up once, when it is due, whatever happens to it before', () => {
    const step = fc.oneof(
      fc.constant('tick' as const),
      fc.constant('add' as const),
      fc.record({ id: fc.nat(), ticks: fc.nat({ max: 6 }) }),
    );
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 5 }), fc.array(step, { maxLength: 40 }), (waits, steps) => {
        const batcher = new IdBatcher(waits);
        const due = new Map<string, number>();
        let ticks = 0;
        let added = 0;
        const check = (batch: Iterable<string>): void => {
          const expected = [...due].filter(([, at]) => at === ticks).map(([id]) => id);
          expect([...batch].sort()).toEqual(expected.sort());
          for (const id of expected) due.delete(id);
          ticks += 1;
        };
        for (const each of steps) {
          if (each === 'tick') check(batcher.take().batch);
          else if (each === 'add') {
            added += 1;
            due.set(`id ${added}`, batcher.add(`id ${added}`));
            expect(due.get(`id ${added}`)).toBe(ticks + waits);
          } else {
            const id = `id ${(each.id % Math.max(1, added)) + 1}`;
            const at = due.get(id);
            if (at === undefined) continue;
            due.set(id, batcher.moveEarlier(id, at, each.ticks));
            expect(due.get(id)).toBe(Math.min(at, ticks + each.ticks));
          }
        }
        batcher.stop();
        for (const batch of takeAll(batcher)) check(batch);
        expect(due.size).toBe(0);
      }),
    );
  });
});
