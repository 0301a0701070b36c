import type { TraceModel } from './trace-model.ts';

/** A mark on the bar at the time of one or more events. */
export interface EventMark {
  /** Place in the view, 0 to 1. */
  readonly at: number;
  readonly isException: boolean;
}

/** Marks closer than this share of the view would cover each other and are drawn as one. */
const CLOSEST = 0.004;

/** The marks of a row in a view of `lengthMs`. At most some hundred, however many events the span has. */
export function eventMarks(model: TraceModel, row: number, lengthMs: number): EventMark[] {
  const events = model.rows[row]?.span.events ?? [];
  const marks = new Map<number, EventMark>();
  for (const event of events) {
    const ms = Number(event.timeUnixNano - model.startUnixNano) / 1e6;
    const at = Math.min(1, Math.max(0, ms / lengthMs));
    const slot = Math.round(at / CLOSEST);
    const isException = event.name === 'exception';
    const known = marks.get(slot);
    if (!known || (isException && !known.isException)) marks.set(slot, { at, isException });
  }
  return [...marks.values()];
}
