import fc from 'fast-check';
import { expect, test } from 'vitest';
import { LruCache } from './lru-cache.ts';

const key = fc.constantFrom('a', 'b', 'c', 'd', 'e');
const step = fc.oneof(
  fc.record({ get: key }),
  fc.record({ set: key, value: fc.nat() }),
  fc.record({ evict: key }),
);

test('holds the entries that were used last, as a list in their order would, and tells which had to go', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 4 }), fc.array(step, { maxLength: 40 }), (limit, steps) => {
      const evicted: [string, number][] = [];
      const expected: [string, number][] = [];
      const cache = new LruCache<number>(limit, (...entry) => evicted.push(entry));
      let model: [string, number][] = [];
      for (const each of steps) {
        const name = 'get' in each ? each.get : 'set' in each ? each.set : each.evict;
        const found = model.find(([known]) => known === name);
        const others = model.filter(([known]) => known !== name);
        if ('evict' in each) {
          cache.evict(name);
          if (found !== undefined) expected.push(found);
          model = others;
          continue;
        }
        if ('get' in each) expect(cache.get(name)).toBe(found?.[1]);
        else cache.set(name, each.value);
        const used: [string, number] | undefined = 'get' in each ? found : [name, each.value];
        if (used === undefined) continue;
        model = [...others, used];
        if (model.length > limit) expected.push(...model.splice(0, 1));
      }
      expect(cache.entries()).toEqual(model);
      expect(evicted).toEqual(expected);
      cache.clear();
      expect(cache.entries()).toEqual([]);
    }),
  );
});

test('needs room for an entry', () => {
  expect(() => new LruCache(0)).toThrow('must provide a positive size');
});
