import { describe, expect, it } from 'vitest';
import { checkoutTrace } from '../span-fixture.ts';
import { buildTrace } from './build-trace.ts';
import { rowKey } from './trace-model.ts';
import { treeCommand } from './tree-keys.ts';
import {
  ancestorsOf,
  foldedRows,
  positionOf,
  scrollRange,
  scrollTopFor,
  visibleRows,
} from './visible-rows.ts';

const model = buildTrace(checkoutTrace());
const orders = 4;

describe('folding', () => {
  it('hides exactly the rows below', () => {
    const folded = foldedRows(model, new Set([rowKey(model, orders)]));
    const visible = visibleRows(model, folded);
    expect([...visible]).toEqual([0, 1, 2, 3, 4, 24, 25, 26]);
    expect(positionOf(visible, 24)).toBe(5);
    expect(positionOf(visible, 10)).toBe(-1);
  });

  it('of a leaf does nothing', () => {
    expect(visibleRows(model, foldedRows(model, new Set([rowKey(model, 2)])))).toHaveLength(model.size);
  });

  it('can be undone along the ancestors of a row', () => {
    expect(ancestorsOf(model, 12)).toEqual([10, 9, 4, 3, 0]);
  });
});

describe('the rows on screen', () => {
  it('are those in view and a few around', () => {
    expect(scrollRange(2600, 520, 26, 10_000, 4)).toEqual({ first: 96, last: 124 });
    expect(scrollRange(0, 520, 26, 5, 4)).toEqual({ first: 0, last: 5 });
    expect(scrollRange(9999, 520, 26, 5, 4)).toEqual({ first: 5, last: 5 });
  });

  it('scroll only as far as needed', () => {
    expect(scrollTopFor(3, 0, 260, 26)).toBe(0);
    expect(scrollTopFor(10, 0, 260, 26)).toBe(26);
    expect(scrollTopFor(3, 260, 260, 26)).toBe(78);
  });
});

describe('keys', () => {
  const folded = new Uint8Array(model.size);
  const press = (key: string, active: number, foldedRow?: number) => {
    const state = folded.slice();
    if (foldedRow !== undefined) state[foldedRow] = 1;
    return treeCommand(key, {
      model,
      visible: visibleRows(model, state),
      folded: state,
      active,
      pageSize: 10,
    });
  };

  it('up, down, home, end and pages move through the visible rows', () => {
    expect(press('ArrowDown', 4)).toEqual({ do: 'move', row: 5 });
    expect(press('ArrowDown', 4, 4)).toEqual({ do: 'move', row: 24 });
    expect(press('ArrowUp', 0)).toBeUndefined();
    expect(press('End', 0)).toEqual({ do: 'move', row: 26 });
    expect(press('Home', 9)).toEqual({ do: 'move', row: 0 });
    expect(press('PageDown', 2)).toEqual({ do: 'move', row: 12 });
    expect(press('PageUp', 2)).toEqual({ do: 'move', row: 0 });
  });

  it('right unfolds, then goes to the first child', () => {
    expect(press('ArrowRight', 4, 4)).toEqual({ do: 'unfold', row: 4 });
    expect(press('ArrowRight', 4)).toEqual({ do: 'move', row: 5 });
    expect(press('ArrowRight', 5)).toBeUndefined();
  });

  it('left folds, then goes to the parent', () => {
    expect(press('ArrowLeft', 4)).toEqual({ do: 'fold', row: 4 });
    expect(press('ArrowLeft', 4, 4)).toEqual({ do: 'move', row: 3 });
    expect(press('ArrowLeft', 5)).toEqual({ do: 'move', row: 4 });
  });

  it('enter opens the details, / searches, escape closes', () => {
    expect(press('Enter', 7)).toEqual({ do: 'open', row: 7 });
    expect(press('/', 7)).toEqual({ do: 'search' });
    expect(press('Escape', 7)).toEqual({ do: 'close' });
    expect(press('x', 7)).toBeUndefined();
  });
});
