import fc from 'fast-check';
import { expect, test } from 'vitest';
import { removeKey, removeKeys } from './remove-keys.ts';

const attributes = (keys: Iterable<string>) => new Map([...keys].map((key) => [key, `value of ${key}`]));

test('the last takes the place of the one that goes', () => {
  const map = attributes('abcde');
  removeKey(map, 'b');
  expect([...map]).toEqual([...attributes('aecd')]);
  removeKey(map, 'd');
  removeKey(map, 'missing');
  expect([...map]).toEqual([...attributes('aec')]);
});

test('several are removed as one after the other', () => {
  const keys = fc.uniqueArray(fc.constantFrom(...'abcdefgh'));
  fc.assert(
    fc.property(keys, fc.array(fc.constantFrom(...'abcdefghi')), (all, removed) => {
      const [first, second] = [attributes(all), attributes(all)];
      for (const key of removed) removeKey(first, key);
      removeKeys(second, removed);
      expect([...second]).toEqual([...first]);
    }),
  );
});
