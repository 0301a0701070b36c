import { describe, expect, test } from 'vitest';
import type { TracesData } from '../../../../otlp/model.ts';
import { countSpans } from '../../../../otlp/spans.ts';
import { defaultConfig } from '../../../config/default-config.ts';
import { emptyContext, PermanentError, StatusError } from '../../../pipeline/consumer.ts';
import { ManualClock } from '../../../pipeline/manual-clock.ts';
import { testTraces } from '../../../testing/requests.ts';
import { testContext } from '../../../testing/test-context.ts';
import { PartialFailure, permanent, ThrottleRetry } from './export-errors.ts';
import { createExporter } from './exporter-helper.ts';
import { type QueueConfig, queueSchema } from './queue-config.ts';
import { type RetryConfig, retrySchema } from './retry-config.ts';

const SECOND = 1_000_000_000n;
const MS = 1_000_000n;

interface Setup {
  readonly queue?: Partial<QueueConfig> | undefined;
  readonly retry?: Partial<RetryConfig>;
  readonly timeoutNs?: bigint;
}

/** An exporter whose pushes the test settles: `answers` are what each attempt meets, in order; then all goes well. */
async function exporter(setup: Setup = {}) {
  const clock = new ManualClock(1_700_000_000n * SECOND);
  const { context, lines } = testContext({ id: 'otlp_http', clock });
  const sent: TracesData[] = [];
  const answers: (Error | Promise<void>)[] = [];
  let attempts = 0;
  const queue =
    'queue' in setup && setup.queue === undefined
      ? undefined
      : { ...defaultConfig(queueSchema.inner), ...setup.queue };
  const instance = createExporter(context, {
    traces: () => ({
      queue,
      retry: { ...defaultConfig(retrySchema), ...setup.retry },
      timeoutNs: setup.timeoutNs ?? 0n,
      async push(data) {
        attempts += 1;
        const answer = answers.shift();
        if (answer instanceof Error) throw answer;
        await answer;
        sent.push(data);
      },
    }),
  });
  const { traces } = instance;
  await instance.start?.();
  const counters = () =>
    Object.fromEntries(context.telemetry.values().map(({ name, value }) => [name, value]));
  return {
    clock,
    context,
    lines,
    sent,
    answers,
    instance,
    counters,
    attempts: () => attempts,
    sizes: () => sent.map(countSpans),
    consume: (data: TracesData, metadata: Record<string, string[]> = {}) =>
      traces!.consume(data, { ...emptyContext, metadata: new Map(Object.entries(metadata)) }),
  };
}

/** A push that goes on until the test lets it go. */
function held(): { readonly until: Promise<void>; readonly let: { go(): void } } {
  let go = (): void => undefined;
  const until = new Promise<void>((resolve) => {
    go = resolve;
  });
  return { until, let: { go: () => go() } };
}

describe('retries', () => {
  test('come after growing intervals and then succeed', async () => {
    const { answers, consume, clock, sizes, lines, attempts } = await exporter();
    answers.push(new Error('no route'), new Error('no route'));
    await consume(testTraces(3));
    await clock.advance(0n);
    // The interval may be 50 % off; the test's chance is in the middle.
    await clock.advance(5n * SECOND - 1n);
    expect(attempts()).toBe(1);
    await clock.advance(1n);
    expect(attempts()).toBe(2);
    await clock.advance(7n * SECOND);
    expect(sizes()).toEqual([]);
    await clock.advance(SECOND);
    expect(sizes()).toEqual([3]);
    expect(lines).toEqual([
      expect.stringContaining(
        '\tinfo\tExporting failed. Will retry the request after interval.\t{"otelcol.signal": "traces", "error": "no route", "interval": "5s"}',
      ),
      expect.stringContaining('"interval": "7.5s"}'),
    ]);
  });

  test('follow chance within the randomization factor', async () => {
    const { answers, consume, clock, lines } = await exporter({ retry: { randomization_factor: 0 } });
    answers.push(...Array.from({ length: 8 }, () => new Error('no route')));
    await consume(testTraces(1));
    await clock.advance(140n * SECOND);
    const intervals = lines.map((line) => /"interval": "([^"]+)"/.exec(line)?.[1]);
    expect(intervals).toEqual(['5s', '7.5s', '11.25s', '16.875s', '25.3125s', '30s', '30s', '30s']);
  });

  test('wait as long as the receiver asks', async () => {
    const { answers, consume, clock, sizes, lines } = await exporter();
    answers.push(new ThrottleRetry(new StatusError(14, 'busy'), 20n * SECOND));
    await consume(testTraces(1));
    await clock.advance(19n * SECOND);
    expect(sizes()).toEqual([]);
    await clock.advance(1n * SECOND);
    expect(sizes()).toEqual([1]);
    expect(lines[0]).toContain(
      '"error": "Throttle (20s), error: rpc error: code = Unavailable desc = busy", "interval": "20s"',
    );
  });

  test('end at max_elapsed_time, and the data is dropped', async () => {
    const { answers, consume, clock, sizes, lines, counters } = await exporter({
      retry: { max_elapsed_time: 10n * SECOND },
    });
    answers.push(...Array.from({ length: 9 }, () => new Error('no route')));
    await consume(testTraces(4));
    await clock.advance(60n * SECOND);
    expect(sizes()).toEqual([]);
    expect(lines.at(-1)).toContain(
      '\terror\tExporting failed. Dropping data.\t{"otelcol.signal": "traces", "error": "no more retries left: no route", "dropped_items": 4}',
    );
    expect(counters()).toMatchObject({
      otelcol_exporter_sent_spans: 0,
      otelcol_exporter_send_failed_spans: 4,
    });
  });

  test('there are none for what is refused for good', async () => {
    const { answers, consume, clock, attempts, lines } = await exporter();
    answers.push(permanent(new StatusError(3, 'bad data')));
    await consume(testTraces(1));
    await clock.advance(60n * SECOND);
    expect(attempts()).toBe(1);
    expect(lines).toEqual([
      expect.stringContaining(
        '"error": "not retryable error: Permanent error: rpc error: code = InvalidArgument desc = bad data"',
      ),
    ]);
  });

  test('send only what is left after a partial failure', async () => {
    const { answers, consume, clock, sent } = await exporter();
    answers.push(new PartialFailure(new Error('one is down'), testTraces(2, 7)));
    await consume(testTraces(5));
    await clock.advance(30n * SECOND);
    expect(sent).toEqual([testTraces(2, 7)]);
  });

  test('turned off: data is dropped at once, with advice', async () => {
    const { answers, consume, clock, lines } = await exporter({ retry: { enabled: false } });
    answers.push(new Error('no route'));
    await consume(testTraces(1));
    await clock.advance(0n);
    expect(lines[0]).toContain(
      'Exporting failed. Dropping data. Try enabling retry_on_failure config option to retry on retryable errors.',
    );
  });
});

describe('an attempt', () => {
  test('that takes longer than the timeout fails and is made again', async () => {
    const { answers, consume, clock, sizes, lines } = await exporter({ timeoutNs: 2n * SECOND });
    answers.push(new Promise(() => undefined));
    await consume(testTraces(1));
    await clock.advance(2n * SECOND);
    expect(lines[0]).toContain('"error": "context deadline exceeded", "interval": "5s"');
    await clock.advance(6n * SECOND);
    expect(sizes()).toEqual([1]);
  });
});

describe('without a queue', () => {
  test('whoever hands over data learns what became of it', async () => {
    const { answers, consume, lines, sizes } = await exporter({ queue: undefined });
    answers.push(permanent(new StatusError(3, 'bad data')));
    const refusal = consume(testTraces(2));
    await expect(refusal).rejects.toBeInstanceOf(PermanentError);
    await expect(refusal).rejects.toThrow(
      /^not retryable error: Permanent error: rpc error: code = InvalidArgument desc = bad data$/,
    );
    await expect(refusal).rejects.toMatchObject({ cause: { code: 3 } });
    expect(lines[0]).toContain(
      'Exporting failed. Rejecting data. Try enabling sending_queue to survive temporary failures.\t{"otelcol.signal": "traces", "error": "not retryable error: Permanent error: rpc error: code = InvalidArgument desc = bad data", "rejected_items": 2}',
    );
    await consume(testTraces(3));
    expect(sizes()).toEqual([3]);
  });

  test('a status goes on to the client as it came', async () => {
    const { answers, consume } = await exporter({ queue: undefined, retry: { enabled: false } });
    answers.push(new ThrottleRetry(new StatusError(8, 'too much', 3n * SECOND), 3n * SECOND));
    await expect(consume(testTraces(1))).rejects.toMatchObject({
      code: 8,
      message: 'Throttle (3s), error: rpc error: code = ResourceExhausted desc = too much',
      retryAfterNs: 3n * SECOND,
    });
  });
});

describe('the queue', () => {
  test('takes data before it is sent, and refuses what goes over its size', async () => {
    const { answers, consume, clock, sizes, counters, lines, context } = await exporter({
      queue: { queue_size: 2, num_consumers: 1 },
    });
    const first = held();
    answers.push(first.until);
    await consume(testTraces(1));
    await consume(testTraces(2));
    expect(context.memory.used).toBeGreaterThan(0);
    await expect(consume(testTraces(3))).rejects.toThrow(/^sending queue is full$/);
    expect(lines[0]).toContain(
      'Exporting failed. Rejecting data.\t{"otelcol.signal": "traces", "error": "sending queue is full", "rejected_items": 3}',
    );
    expect(counters()).toMatchObject({
      otelcol_exporter_queue_size: 2,
      otelcol_exporter_queue_capacity: 2,
      otelcol_exporter_enqueue_failed_spans: 3,
      otelcol_exporter_in_flight_requests: 1,
    });
    first.let.go();
    await clock.advance(0n);
    expect(sizes()).toEqual([1, 2]);
    expect(counters()).toMatchObject({ otelcol_exporter_queue_size: 0, otelcol_exporter_sent_spans: 3 });
    expect(context.memory.used).toBe(0);
  });

  test('sends so many at the same time as it has consumers', async () => {
    const { answers, consume, clock, attempts } = await exporter({ queue: { num_consumers: 3 } });
    const hold = held();
    answers.push(hold.until, hold.until, hold.until);
    for (let number = 0; number < 5; number++) await consume(testTraces(1));
    await clock.advance(0n);
    expect(attempts()).toBe(3);
    hold.let.go();
    await clock.advance(0n);
    expect(attempts()).toBe(5);
  });

  test('lets senders wait for room with block_on_overflow', async () => {
    const { answers, consume, clock, sizes } = await exporter({
      queue: { queue_size: 4, sizer: 'items', block_on_overflow: true },
    });
    const hold = held();
    answers.push(hold.until);
    await consume(testTraces(4));
    let taken = false;
    const waiting = consume(testTraces(3)).then(() => {
      taken = true;
    });
    await clock.advance(0n);
    expect(taken).toBe(false);
    hold.let.go();
    await waiting;
    await clock.advance(0n);
    expect(sizes()).toEqual([4, 3]);
    await expect(consume(testTraces(5))).rejects.toThrow('element size too large');
  });

  test('measures bytes as they are on the wire', async () => {
    const { answers, consume } = await exporter({ queue: { queue_size: 300, sizer: 'bytes' } });
    answers.push(new Promise(() => undefined));
    await consume(testTraces(2));
    await expect(consume(testTraces(2))).rejects.toThrow('sending queue is full');
  });

  test('tells the result with wait_for_result', async () => {
    const { answers, consume } = await exporter({ queue: { wait_for_result: true } });
    answers.push(permanent(new Error('bad data')));
    await expect(consume(testTraces(1))).rejects.toThrow('not retryable error: Permanent error: bad data');
    await consume(testTraces(1));
  });

  test('is emptied at shutdown, each request tried once', async () => {
    const { answers, consume, instance, attempts, sizes, lines } = await exporter({
      queue: { num_consumers: 1 },
    });
    answers.push(new Error('no route'), new Error('no route'));
    await consume(testTraces(1));
    await consume(testTraces(2));
    await consume(testTraces(3));
    await instance.shutdown?.();
    expect(attempts()).toBe(3);
    expect(sizes()).toEqual([3]);
    expect(lines.filter((line) => line.includes('Dropping'))).toEqual([
      expect.stringContaining('"error": "interrupted due to shutdown: no route", "dropped_items": 1'),
      expect.stringContaining('"error": "interrupted due to shutdown: no route", "dropped_items": 2'),
    ]);
  });
});

describe('batches of the queue', () => {
  const batch = (config: object = {}) => {
    const { batch: inner } = queueSchema.inner.fields;
    return { batch: { ...defaultConfig(inner.schema.inner), ...config } };
  };

  test('are sent at min_size', async () => {
    const { consume, clock, sizes } = await exporter({ queue: batch({ min_size: 5 }) });
    await consume(testTraces(3));
    await clock.advance(0n);
    expect(sizes()).toEqual([]);
    await consume(testTraces(4));
    await clock.advance(0n);
    expect(sizes()).toEqual([7]);
  });

  test('are sent when flush_timeout has passed since their first data', async () => {
    const { consume, clock, sizes, counters } = await exporter({ queue: batch() });
    await clock.advance(150n * MS);
    await consume(testTraces(3));
    await clock.advance(100n * MS);
    await consume(testTraces(4));
    await clock.advance(99n * MS);
    expect(sizes()).toEqual([]);
    expect(counters()).toMatchObject({ otelcol_exporter_queue_size: 2 });
    await clock.advance(1n * MS);
    expect(sizes()).toEqual([7]);
    expect(counters()).toMatchObject({ otelcol_exporter_queue_size: 0 });
  });

  test('are divided at max_size, and the rest waits', async () => {
    const { consume, clock, sizes } = await exporter({ queue: batch({ min_size: 4, max_size: 4 }) });
    await consume(testTraces(10));
    await clock.advance(0n);
    expect(sizes()).toEqual([4, 4]);
    await consume(testTraces(3));
    await clock.advance(0n);
    expect(sizes()).toEqual([4, 4, 4]);
    await clock.advance(200n * MS);
    expect(sizes()).toEqual([4, 4, 4, 1]);
  });

  test('are measured in bytes where the sizer says so', async () => {
    const { consume, clock, sizes, lines } = await exporter({
      queue: batch({ min_size: 1, max_size: 500, sizer: 'bytes' }),
    });
    await consume(testTraces(20));
    await clock.advance(0n);
    expect(sizes().reduce((sum, size) => sum + size)).toBe(20);
    expect(new Set(sizes().slice(0, -1))).toEqual(new Set([5]));
    expect(lines).toEqual([]);
  });

  test('drop spans that alone are too large', async () => {
    const { consume, clock, sizes, lines } = await exporter({
      queue: batch({ min_size: 1, max_size: 20, sizer: 'bytes' }),
    });
    await consume(testTraces(2));
    await clock.advance(0n);
    expect(sizes()).toEqual([]);
    expect(lines).toEqual([
      expect.stringContaining(
        '\twarn\tFailed to split request.\t{"otelcol.signal": "traces", "error": "one span size is greater than max size, dropping items: 2"}',
      ),
    ]);
  });

  test('all senders of a batch learn its result', async () => {
    const { answers, consume, clock } = await exporter({
      queue: { ...batch({ min_size: 4 }), wait_for_result: true },
    });
    answers.push(permanent(new Error('bad data')));
    const results = [consume(testTraces(1)), consume(testTraces(3))].map((result) =>
      result.then(
        () => 'sent',
        () => 'refused',
      ),
    );
    await clock.advance(0n);
    expect(await Promise.all(results)).toEqual(['refused', 'refused']);
  });

  test('are kept apart by metadata', async () => {
    const { consume, clock, sizes, counters } = await exporter({
      queue: batch({ partition: { metadata_keys: ['Tenant'], cache_size: 2, idle_timeout: 60n * SECOND } }),
    });
    await consume(testTraces(1), { tenant: ['a'] });
    await consume(testTraces(2), { tenant: ['b'] });
    await consume(testTraces(4), { tenant: ['a'] });
    await clock.advance(0n);
    expect(counters()).toMatchObject({ otelcol_exporter_queue_batch_partition_cache_size: 2 });
    // A third makes room by sending that unused for longest.
    await consume(testTraces(8), { tenant: ['c'] });
    await clock.advance(0n);
    expect(sizes()).toEqual([2]);
    await clock.advance(200n * MS);
    expect(sizes()).toEqual([2, 5, 8]);
    await clock.advance(61n * SECOND);
    expect(counters()).toMatchObject({ otelcol_exporter_queue_batch_partition_cache_size: 0 });
  });

  test('are sent at shutdown', async () => {
    const { consume, instance, sizes } = await exporter({ queue: batch() });
    await consume(testTraces(3));
    await instance.shutdown?.();
    expect(sizes()).toEqual([3]);
  });
});
