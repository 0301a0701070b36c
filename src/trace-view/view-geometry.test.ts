import { expect, it } from 'vitest';
import { viewGeometry } from './view-geometry.ts';

it('stacks rows on a phone and puts details beside on a wide page', () => {
  expect(viewGeometry('workbench', 390, 16, undefined, false)).toMatchObject({
    stacked: true,
    rowRem: 2.75,
    showsSameService: false,
  });
  expect(viewGeometry('workbench', 746, 16, undefined, false)).toMatchObject({
    stacked: false,
    detailsBeside: false,
    rowRem: 1.5,
  });
  expect(viewGeometry('page', 1440, 16, undefined, false)).toMatchObject({
    detailsBeside: true,
    rowRem: 1.625,
    nameWidth: 304,
  });
});

it('follows the width the reader chose, and repeats services only where there is room', () => {
  expect(viewGeometry('workbench', 746, 16, 300, false)).toMatchObject({
    nameWidth: 300,
    showsSameService: true,
  });
  expect(viewGeometry('workbench', 746, 16, 200, false)).toMatchObject({
    nameWidth: 200,
    showsSameService: false,
  });
});

it('assumes a desktop where nothing is measured', () => {
  expect(viewGeometry('workbench', undefined, 16, undefined, false).stacked).toBe(false);
});
