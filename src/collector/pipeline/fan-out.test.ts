import { describe, expect, test } from 'vitest';
import type { PartialSuccess, TracesData } from '../../otlp/model.ts';
import { testTraces } from '../testing/requests.ts';
import { type Consumer, emptyContext, PermanentError, StatusError } from './consumer.ts';
import { fanOut } from './fan-out.ts';

function consumer(options: { mutates?: boolean; fail?: unknown; partial?: PartialSuccess } = {}) {
  const got: TracesData[] = [];
  const instance: Consumer<'traces'> = {
    mutatesData: options.mutates ?? false,
    async consume(data) {
      got.push(data);
      if (options.mutates) data.resourceSpans[0]!.resource.attributes.set('changed', true);
      if (options.fail !== undefined) throw options.fail;
      return options.partial;
    },
  };
  return { instance, got };
}

const changed = (data: TracesData): boolean => data.resourceSpans[0]!.resource.attributes.has('changed');

describe('the fan-out', () => {
  test('shares data between those who only read', async () => {
    const [a, b] = [consumer(), consumer()];
    const data = testTraces(1);
    const all = fanOut('traces', [a.instance, b.instance]);
    await all.consume(data, emptyContext);
    expect([a.got[0] === data, b.got[0] === data, all.mutatesData]).toEqual([true, true, false]);
  });

  test('gives those who change it copies of their own', async () => {
    const [reader, first, second] = [consumer(), consumer({ mutates: true }), consumer({ mutates: true })];
    const data = testTraces(1);
    await fanOut('traces', [first.instance, reader.instance, second.instance]).consume(data, emptyContext);
    expect(changed(data)).toBe(false);
    expect(reader.got[0]).toBe(data);
    expect(first.got[0]).not.toBe(second.got[0]);
  });

  test('gives the last who changes it the original when nobody keeps it', async () => {
    const [first, second] = [consumer({ mutates: true }), consumer({ mutates: true })];
    const data = testTraces(1);
    const all = fanOut('traces', [first.instance, second.instance]);
    await all.consume(data, emptyContext);
    expect([first.got[0] === data, second.got[0] === data, all.mutatesData]).toEqual([false, true, true]);
  });

  test('calls everyone though one fails, and fails then', async () => {
    const [bad, good] = [consumer({ fail: new Error('full') }), consumer()];
    await expect(
      fanOut('traces', [bad.instance, good.instance]).consume(testTraces(1), emptyContext),
    ).rejects.toThrow('full');
    expect(good.got).toHaveLength(1);
  });

  test.each([
    [[new Error('a'), new Error('b')], Error, 'a; b'],
    [[new Error('a'), new PermanentError('b')], PermanentError, 'Permanent error: a; b'],
    [[new PermanentError('a'), new StatusError(8, 'b')], StatusError, 'Permanent error: a; b'],
  ])('joins errors', async (errors, type, message) => {
    const all = fanOut(
      'traces',
      errors.map((fail) => consumer({ fail }).instance),
    );
    const failure = await all.consume(testTraces(1), emptyContext).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(type);
    expect((failure as Error).message).toBe(message);
  });

  test('joins partial successes', async () => {
    const all = fanOut('traces', [
      consumer({ partial: { rejected: 1n, errorMessage: 'a' } }).instance,
      consumer().instance,
      consumer({ partial: { rejected: 3n, errorMessage: 'b' } }).instance,
    ]);
    expect(await all.consume(testTraces(5), emptyContext)).toEqual({ rejected: 3n, errorMessage: 'a; b' });
  });
});
