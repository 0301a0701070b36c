import { expect, it } from 'vitest';
import { sketchSpan } from '../span-fixture.ts';
import { serviceHue, serviceOrder, sharedServiceOrder } from './services.ts';

it('are in the order of their first span, that of the root first, whatever its clock says', () => {
  expect(
    serviceOrder([
      sketchSpan({ id: 'a2', service: 'orders', parent: 'a1', from: -1, to: 1 }),
      sketchSpan({ id: 'a1', service: 'gateway', from: 0, to: 2 }),
      sketchSpan({ id: 'a3', service: 'mailer', parent: 'a1', from: 5, to: 6 }),
    ]),
  ).toEqual(['gateway', 'orders', 'mailer']);
});

it('keep their places in later traces', () => {
  const first = [sketchSpan({ id: 'a1', service: 'gateway', from: 0, to: 2 })];
  const second = [
    sketchSpan({ id: 'b1', service: 'mailer', from: 5, to: 9 }),
    sketchSpan({ id: 'b2', service: 'gateway', parent: 'b1', from: 6, to: 7 }),
  ];
  expect(sharedServiceOrder([first, second])).toEqual(['gateway', 'mailer']);
});

it('start over with a hatch from the seventh on', () => {
  expect(serviceHue(0)).toEqual({ hue: 1, hatched: false });
  expect(serviceHue(5)).toEqual({ hue: 6, hatched: false });
  expect(serviceHue(6)).toEqual({ hue: 1, hatched: true });
});
