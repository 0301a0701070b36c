import { expect, it } from 'vitest';
import { at, sketchSpan } from '../span-fixture.ts';
import { buildTrace } from './build-trace.ts';
import { eventMarks } from './event-marks.ts';

const event = (name: string, ms: number) => ({
  name,
  timeUnixNano: at(ms),
  attributes: new Map(),
  droppedAttributesCount: 0,
});
const marksOf = (events: ReturnType<typeof event>[]) =>
  eventMarks(buildTrace([sketchSpan({ id: 'a0', from: 0, to: 100, more: { events } })]), 0, 100);

it('stand at the time of the event', () => {
  expect(marksOf([event('retry', 25), event('exception', 75)])).toEqual([
    { at: 0.25, isException: false },
    { at: 0.75, isException: true },
  ]);
});

it('stay on the picture when the event is outside of it', () => {
  expect(marksOf([event('early', -50), event('late', 500)]).map((mark) => mark.at)).toEqual([0, 1]);
});

it('are few however many events there are, and an exception is not lost among them', () => {
  const many = Array.from({ length: 20_000 }, (_, index) => event('tick', index / 200));
  const marks = marksOf([...many, event('exception', 50)]);
  expect(marks.length).toBeLessThan(300);
  expect(marks.filter((mark) => mark.isException)).toHaveLength(1);
});
