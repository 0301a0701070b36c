import { describe, expect, it } from 'vitest';
import { ManualClock } from '../../../pipeline/manual-clock.ts';
import { contexts } from '../../contexts/contexts.ts';
import { functionTable } from '../../function.ts';
import { Parser } from '../../parser.ts';
import { sampleSpan } from '../../testing/sample-span.ts';
import { testEnvironment } from '../../testing/test-functions.ts';
import type { OttlTime, Value } from '../../value.ts';
import { rfc3339 } from '../../value-text.ts';
import { dataConverters } from '../converters-data.ts';

function valueAt(now: string, text: string): Value {
  const clock = new ManualClock(BigInt(Date.parse(now)) * 1_000_000n);
  const { environment } = testEnvironment();
  const parser = new Parser({
    context: contexts.span,
    functions: functionTable(...dataConverters),
    environment: { ...environment, clock },
    namedPaths: false,
  });
  return parser.valueExpressions([text])[0]!.get(sampleSpan().context);
}

const timeAt = (now: string, text: string) => rfc3339(valueAt(now, text) as OttlTime);

describe('Time', () => {
  it('takes this year where the text has none', () => {
    expect(timeAt('2024-06-15T00:00:00Z', 'Time("Jun 14 08:09:10", "%b %d %H:%M:%S")')).toBe(
      '2024-06-14T08:09:10Z',
    );
  });

  it('takes next week for this year, and what is later for last year', () => {
    expect(timeAt('2024-01-01T00:00:00Z', 'Time("Jan 8", "%b %d")')).toBe('2024-01-08T00:00:00Z');
    expect(timeAt('2024-01-01T00:00:00Z', 'Time("Jan 9", "%b %d")')).toBe('2023-01-09T00:00:00Z');
  });

  it('makes the 1st of March of a leap day in a year without one', () => {
    expect(timeAt('2023-01-05T00:00:00Z', 'Time("Feb 29", "%b %d")')).toBe('2022-03-01T00:00:00Z');
    expect(timeAt('2025-01-05T00:00:00Z', 'Time("Feb 29", "%b %d")')).toBe('2024-03-01T00:00:00Z');
  });

  it('keeps the zone for what is missing the year', () => {
    expect(timeAt('2024-06-15T00:00:00Z', 'Time("Jun 14 08:00", "%b %d %H:%M", "Europe/Berlin")')).toBe(
      '2024-06-14T08:00:00+02:00',
    );
  });
});

describe('Now', () => {
  it('is the time of the clock, each time it is asked', () => {
    expect(timeAt('2024-06-15T01:02:03Z', 'Now()')).toBe('2024-06-15T01:02:03Z');
  });
});
