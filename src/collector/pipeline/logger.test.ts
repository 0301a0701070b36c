import { expect, test } from 'vitest';
import { consoleLogger } from './logger.ts';
import { ManualClock } from './manual-clock.ts';

test('lines look like the collector’s', () => {
  const lines: string[] = [];
  const clock = new ManualClock(1_700_000_000_123_999_999n);
  const logger = consoleLogger((line, stream) => lines.push(`${stream} ${line}`), clock, 'info', {
    resource: { a: 'b' },
  });
  logger.log('debug', 'dropped');
  logger.log('info', 'said');
  logger.with({ id: 'x"y' }).log('warn', 'more', { n: 1, big: 2n ** 63n, list: ['a', true, null] });
  expect(lines).toEqual([
    'stderr 2023-11-14T22:13:20.123Z\tinfo\tsaid\t{"resource": {"a": "b"}}',
    'stderr 2023-11-14T22:13:20.123Z\twarn\tmore\t{"resource": {"a": "b"}, "id": "x\\"y", "n": 1, "big": 9223372036854775808, "list": ["a", true, null]}',
  ]);
});

test('a line without fields ends with its message', () => {
  const lines: string[] = [];
  consoleLogger((line) => lines.push(line), new ManualClock(), 'debug').log('error', 'alone');
  expect(lines).toEqual(['1970-01-01T00:00:00.000Z\terror\talone']);
});

test('fields are left out', () => {
  const lines: string[] = [];
  const logger = consoleLogger((line) => lines.push(line), new ManualClock(), 'info', { a: 1, b: 2, c: 3 });
  logger.without(['a', 'c', 'd']).log('info', 'said');
  expect(lines).toEqual(['1970-01-01T00:00:00.000Z\tinfo\tsaid\t{"b": 2}']);
});
