import { expect, it } from 'vitest';
import { checkoutTrace } from '../span-fixture.ts';
import { buildTrace } from './build-trace.ts';
import { foldKeysBelow } from './fold-all.ts';
import { siblingPlaces } from './sibling-places.ts';
import { rowKey, rowOfKey } from './trace-model.ts';
import { foldedRows, visibleRows } from './visible-rows.ts';

const model = buildTrace(checkoutTrace());

it('counts each row among its siblings', () => {
  const { place, count } = siblingPlaces(model);
  expect([place[0], count[0]]).toEqual([1, 1]);
  // POST /orders has eight children; INSERT orders is the seventh.
  const insert = model.rowOfSpan.get('c3f1209be7754db9')!;
  expect([place[insert], count[insert]]).toEqual([7, 8]);
});

it('collapsing leaves the upper levels', () => {
  const visible = visibleRows(model, foldedRows(model, foldKeysBelow(model, 1)));
  expect([...visible].map((row) => model.depth[row])).toEqual([0, 1, 1, 1]);
});

it('finds every row by its key, doubled and missing ids too', () => {
  for (let row = 0; row < model.size; row++) expect(rowOfKey(model, rowKey(model, row))).toBe(row);
  expect(rowOfKey(model, 'other/id')).toBe(-1);
  expect(rowOfKey(model, undefined)).toBe(-1);
});
