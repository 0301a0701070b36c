import fc from 'fast-check';
import { expect, test } from 'vitest';
import { LruCache } from './lru-cache.ts';

test('holds the entries that were used last, as a list in their order would', () => {
  const key = fc.constantFrom('a', 'b', 'c', 'd', 'e');
  const step = fc.oneof(fc.record({ get: key }), fc.record({ set: key, value: fc.nat() }));
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 4 }), fc.array(step, { maxLength: 40 }), (limit, steps) => {
      const cache = new LruCache<number>(limit);
      let model: [string, number][] = [];
      for (const each of steps) {
        const name = 'get' in each ? each.get : each.set;
        const found = model.find(([known]) => known === name);
        if ('get' in each) {
          expect(cache.get(name)).toBe(found?.[1]);
          if (found === undefined) continue;
        } else cache.set(name, each.value);
        const value = 'get' in each ? (found?.[1] ?? 0) : each.value;
        model = [...model.filter(([known]) => known !== name), [name, value] as [string, number]].slice(
          -limit,
        );
      }
      for (const [name, value] of model) expect(cache.get(name)).toBe(value);
    }),
  );
});
