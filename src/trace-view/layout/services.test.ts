import { expect, it } from 'vitest';
import { sketchSpan } from '../span-fixture.ts';
import { serviceHue, serviceOrder } from './services.ts';

it('are in the order of their first span, the caller first at equal times', () => {
  expect(
    serviceOrder([
      sketchSpan({ id: 'a2', service: 'orders', parent: 'a1', from: 0, to: 1 }),
      sketchSpan({ id: 'a1', service: 'gateway', from: 0, to: 2 }),
      sketchSpan({ id: 'a3', service: 'mailer', from: 5, to: 6 }),
    ]),
  ).toEqual(['gateway', 'orders', 'mailer']);
});

it('start over with a hatch from the seventh on', () => {
  expect(serviceHue(0)).toEqual({ hue: 1, hatched: false });
  expect(serviceHue(5)).toEqual({ hue: 6, hatched: false });
  expect(serviceHue(6)).toEqual({ hue: 1, hatched: true });
});
