import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { TracesData } from '../../../../otlp/model.ts';
import { countSpans, spansOf } from '../../../../otlp/spans.ts';
import { defaultConfig } from '../../../config/default-config.ts';
import { approximateBytes } from '../../../pipeline/approximate-bytes.ts';
import { emptyContext } from '../../../pipeline/consumer.ts';
import { ManualClock } from '../../../pipeline/manual-clock.ts';
import { testTraces } from '../../../testing/requests.ts';
import { testContext } from '../../../testing/test-context.ts';
import { createBatchProcessor } from './batch-processor.ts';
import { type BatchConfig, batchSchema } from './config.ts';
import { INBOX_SIZE } from './shard.ts';

const MS = 1_000_000n;

async function started(config: Partial<BatchConfig>) {
  const clock = new ManualClock(1_700_000_000_000_000_000n);
  const sent: TracesData[] = [];
  const metadata: ReadonlyMap<string, readonly string[]>[] = [];
  const failures: Error[] = [];
  const { context, lines } = testContext({ id: 'batch', clock });
  const processor = createBatchProcessor('traces', { ...defaultConfig(batchSchema), ...config }, context, {
    mutatesData: false,
    async consume(data, consumed) {
      sent.push(data);
      metadata.push(consumed.metadata);
      const failure = failures.shift();
      if (failure !== undefined) throw failure;
      return undefined;
    },
  });
  await processor.start?.();
  const consume = (data: TracesData, values: Record<string, string> = {}) =>
    processor.consume(data, {
      ...emptyContext,
      metadata: new Map(Object.entries(values).map(([key, value]) => [key, [value]])),
    });
  return {
    clock,
    sent,
    metadata,
    failures,
    lines,
    processor,
    consume,
    context,
    sizes: () => sent.map(countSpans),
  };
}

describe('the batch processor', () => {
  test('sends when send_batch_size is reached, and everything it has', async () => {
    const { consume, clock, sizes } = await started({ send_batch_size: 4 });
    await consume(testTraces(3));
    await clock.advance(0n);
    expect(sizes()).toEqual([]);
    await consume(testTraces(5));
    await clock.advance(0n);
    expect(sizes()).toEqual([8]);
  });

  test('sends what it has when the timeout has passed', async () => {
    const { consume, clock, sizes } = await started({ timeout: 200n * MS });
    await consume(testTraces(3));
    await clock.advance(199n * MS);
    expect(sizes()).toEqual([]);
    await clock.advance(1n * MS);
    expect(sizes()).toEqual([3]);
    await clock.advance(1000n * MS);
    expect(sizes()).toEqual([3]);
  });

  test('the timeout runs from the start, and anew after a batch of full size', async () => {
    const { consume, clock, sizes } = await started({ timeout: 200n * MS, send_batch_size: 4 });
    await clock.advance(150n * MS);
    await consume(testTraces(1));
    await clock.advance(50n * MS);
    expect(sizes()).toEqual([1]);
    await clock.advance(100n * MS);
    await consume(testTraces(5));
    await consume(testTraces(2));
    await clock.advance(199n * MS);
    expect(sizes()).toEqual([1, 5]);
    await clock.advance(1n * MS);
    expect(sizes()).toEqual([1, 5, 2]);
  });

  test.each([{ timeout: 0n }, { send_batch_size: 0 }])('sends at once with %o', async (config) => {
    const { consume, clock, sizes } = await started(config);
    await consume(testTraces(2));
    await consume(testTraces(3));
    await clock.advance(0n);
    expect(sizes()).toEqual([2, 3]);
  });

  test('splits at send_batch_max_size', async () => {
    const { consume, clock, sizes } = await started({ send_batch_size: 3, send_batch_max_size: 4 });
    await consume(testTraces(10));
    await clock.advance(0n);
    expect(sizes()).toEqual([4, 4]);
    await clock.advance(200n * MS);
    expect(sizes()).toEqual([4, 4, 2]);
  });

  test('hands on what it holds at shutdown', async () => {
    const { consume, processor, sizes } = await started({});
    await consume(testTraces(3));
    await processor.shutdown?.();
    expect(sizes()).toEqual([3]);
  });

  test('nothing is sent for nothing', async () => {
    const { consume, clock, processor, sizes } = await started({ timeout: 0n });
    await consume({ resourceSpans: [] });
    await clock.advance(1000n * MS);
    await processor.shutdown?.();
    expect(sizes()).toEqual([]);
  });

  test('logs a batch that could not be sent and goes on', async () => {
    const { consume, clock, failures, lines, sizes } = await started({ send_batch_size: 1 });
    failures.push(new Error('no route'));
    await consume(testTraces(1));
    await consume(testTraces(2));
    await clock.advance(0n);
    expect(sizes()).toEqual([1, 2]);
    expect(lines).toEqual([expect.stringContaining('\twarn\tSender failed\t{"error": "no route"}')]);
  });

  test('batches each combination of metadata apart and hands it on', async () => {
    const { consume, processor, sent, metadata } = await started({ metadata_keys: ['Tenant'] });
    await consume(testTraces(1), { tenant: 'a', other: 'x' });
    await consume(testTraces(2), { tenant: 'b' });
    await consume(testTraces(4), { tenant: 'a' });
    await consume(testTraces(8));
    await processor.shutdown?.();
    expect(sent.map((data, index) => [countSpans(data), metadata[index]!.get('tenant')])).toEqual([
      [5, ['a']],
      [2, ['b']],
      [8, []],
    ]);
  });

  test('refuses further combinations for good at the limit', async () => {
    const { consume } = await started({ metadata_keys: ['tenant'], metadata_cardinality_limit: 2 });
    await consume(testTraces(1), { tenant: 'a' });
    await consume(testTraces(1), { tenant: 'b' });
    await expect(consume(testTraces(1), { tenant: 'c' })).rejects.toThrow(
      'Permanent error: too many batcher metadata-value combinations',
    );
    await consume(testTraces(1), { tenant: 'a' });
  });

  test('counts why it sent', async () => {
    const { consume, clock, context } = await started({ send_batch_size: 4 });
    await consume(testTraces(4));
    await consume(testTraces(1));
    await clock.advance(0n);
    await clock.advance(200n * MS);
    expect(context.telemetry.values().map(({ name, value }) => [name, value])).toEqual([
      ['otelcol_processor_batch_metadata_cardinality', 1],
      ['otelcol_processor_batch_batch_size_trigger_send', 1],
      ['otelcol_processor_batch_batch_send_size_sum', 5],
      ['otelcol_processor_batch_batch_send_size_count', 2],
      ['otelcol_processor_batch_timeout_trigger_send', 1],
    ]);
  });

  test('lets callers wait when a batch can’t be sent and a few requests wait already', async () => {
    const clock = new ManualClock();
    const { context } = testContext({ id: 'batch', clock });
    let finish: () => void = () => undefined;
    const sent: number[] = [];
    const processor = createBatchProcessor(
      'traces',
      { ...defaultConfig(batchSchema), send_batch_size: 2 },
      context,
      {
        mutatesData: false,
        consume: (data) => {
          sent.push(countSpans(data));
          return new Promise((resolve) => {
            finish = () => resolve(undefined);
          });
        },
      },
    );
    await processor.start?.();
    let taken = 0;
    for (let request = 0; request < 20; request += 1) {
      void processor.consume(testTraces(1), emptyContext).then(() => {
        taken += 1;
      });
    }
    await clock.advance(0n);
    // Two are in the batch that is under way.
    expect([sent, taken]).toEqual([[2], 2 + INBOX_SIZE]);
    // Time that runs out meanwhile cuts no batch.
    await clock.advance(1000n * MS);
    expect([sent, taken]).toEqual([[2], 2 + INBOX_SIZE]);
    for (let batch = 2; batch <= 10; batch += 1) {
      finish();
      await clock.advance(0n);
      expect([sent.length, taken]).toEqual([batch, Math.min(20, 2 * batch + INBOX_SIZE)]);
    }
    finish();
    await processor.shutdown?.();
    expect(sent).toEqual(Array.from({ length: 10 }, () => 2));
    expect(context.memory.used).toBe(0);
  });

  test('says what it holds until it is sent', async () => {
    const { consume, clock, context } = await started({ send_batch_size: 4, send_batch_max_size: 4 });
    const bytes = approximateBytes('traces', testTraces(100)) / 100;
    await consume(testTraces(3));
    expect(context.memory.used).toBeCloseTo(3 * bytes, -2);
    await consume(testTraces(6));
    await clock.advance(0n);
    // Eight are sent.
    expect(context.memory.used).toBeCloseTo(bytes, -2);
    await clock.advance(200n * MS);
    expect(context.memory.used).toBe(0);
  });

  test('loses no span, doubles none, keeps their order and the bounds', async () => {
    const step = fc.oneof(
      fc.record({ spans: fc.array(fc.nat({ max: 7 }), { maxLength: 4 }) }),
      fc.record({ wait: fc.nat({ max: 400 }) }),
    );
    const property = fc.asyncProperty(
      fc.array(step, { maxLength: 20 }),
      fc.nat({ max: 8 }),
      fc.nat({ max: 8 }),
      fc.nat({ max: 2 }),
      async (steps, size, extra, timeout) => {
        const max = extra === 0 ? 0 : size + extra - 1;
        const { consume, clock, sent, processor, context } = await started({
          send_batch_size: size,
          send_batch_max_size: max,
          timeout: BigInt(timeout) * 100n * MS,
        });
        let total = 0;
        for (const each of steps) {
          if ('wait' in each) {
            await clock.advance(BigInt(each.wait) * MS);
            continue;
          }
          const data: TracesData = { resourceSpans: [] };
          for (const count of each.spans) {
            data.resourceSpans.push(...testTraces(count, total + 1).resourceSpans);
            total += count;
          }
          await consume(data);
        }
        await processor.shutdown?.();
        expect(context.memory.used).toBe(0);
        const arrived = sent.flatMap((data) =>
          [...spansOf(data)].map(({ span }) => Number(span.attributes.get('number'))),
        );
        expect(arrived).toEqual(Array.from({ length: total }, (_, index) => index + 1));
        for (const data of sent) {
          expect(countSpans(data)).toBeGreaterThan(0);
          if (max > 0) expect(countSpans(data)).toBeLessThanOrEqual(max);
          for (const { resource, scope } of spansOf(data)) {
            expect([resource.attributes.get('service.name'), scope.name]).toEqual(['test', 'tests']);
          }
        }
      },
    );
    await fc.assert(property, { numRuns: 60 });
  });
});
