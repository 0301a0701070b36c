import { describe, expect, it } from 'vitest';
import { ManualClock } from '../../../pipeline/manual-clock.ts';
import type { Closure } from '../../function.ts';
import { sampleSpan } from '../../testing/sample-span.ts';
import { testEnvironment } from '../../testing/test-functions.ts';
import { uuids } from './uuids.ts';

function uuidFunction(name: string, random = Math.random): { next: () => string; clock: ManualClock } {
  const clock = new ManualClock(1_700_000_000_123_456_789n);
  const definition = uuids.find((each) => each.name === name)!;
  const closure: Closure = definition.create({}, { ...testEnvironment().environment, clock, random });
  return { next: () => closure(sampleSpan().context) as string, clock };
}

describe('UUID', () => {
  it('is random, of version 4', () => {
    const { next } = uuidFunction('UUID');
    expect(next()).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    expect(next()).not.toBe(next());
  });

  it('comes from the randomness of the collector, so that a run can be repeated', () => {
    expect(uuidFunction('UUID', () => 0.5).next()).toBe('80808080-8080-4080-8080-808080808080');
  });
});

describe('UUIDv7', () => {
  it('begins with the time', () => {
    const { next } = uuidFunction('UUIDv7', () => 0);
    const ms = 1_700_000_000_123n.toString(16).padStart(12, '0');
    // 456,789 ns are 1784 units of 256 ns.
    expect(next()).toBe(`${ms.slice(0, 8)}-${ms.slice(8)}-76f8-8000-000000000000`);
  });

  it('goes up even within the same nanosecond', () => {
    const { next } = uuidFunction('UUIDv7');
    const made = Array.from({ length: 20 }, next);
    expect(made).toEqual([...made].sort());
    expect(new Set(made).size).toBe(20);
  });
});
