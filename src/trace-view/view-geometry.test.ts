import { expect, it } from 'vitest';
import { viewGeometry } from './view-geometry.ts';

it('stacks rows on a phone and puts details beside on a wide page', () => {
  expect(viewGeometry('workbench', 390, 16, undefined)).toMatchObject({
    stacked: true,
    rowRem: 2.75,
    showsSameService: false,
  });
  expect(viewGeometry('workbench', 746, 16, undefined)).toMatchObject({
    stacked: false,
    detailsBeside: false,
    rowRem: 1.5,
  });
  expect(viewGeometry('page', 1440, 16, undefined)).toMatchObject({
    detailsBeside: true,
    rowRem: 1.625,
    nameWidth: 304,
  });
});

it('follows the width the reader chose, and repeats services only where there is room', () => {
  expect(viewGeometry('workbench', 746, 16, 300)).toMatchObject({ nameWidth: 300, showsSameService: true });
  expect(viewGeometry('workbench', 746, 16, 200)).toMatchObject({ nameWidth: 200, showsSameService: false });
});

it('assumes a desktop where nothing is measured', () => {
  expect(viewGeometry('workbench', undefined, 16, undefined).stacked).toBe(false);
});
