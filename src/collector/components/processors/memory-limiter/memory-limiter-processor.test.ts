import { describe, expect, test } from 'vitest';
import { countSpans } from '../../../../otlp/spans.ts';
import { defaultConfig } from '../../../config/default-config.ts';
import type { CarriedSignal, SignalData } from '../../../pipeline/consumer.ts';
import { emptyContext, PermanentError, StatusError } from '../../../pipeline/consumer.ts';
import { consoleLogger } from '../../../pipeline/logger.ts';
import { ManualClock } from '../../../pipeline/manual-clock.ts';
import { collecting, decoded } from '../../../testing/recorded-runs.ts';
import { testTraces } from '../../../testing/requests.ts';
import { testContext } from '../../../testing/test-context.ts';
import { type MemoryLimiterConfig, memoryLimiterSchema } from './config.ts';
import { memoryLimiterFactory } from './factory.ts';
import { MIB } from './memory-limits.ts';

if (memoryLimiterFactory.kind !== 'processor') throw new Error('not a processor');
const { create } = memoryLimiterFactory;

const SECOND = 1_000_000_000n;

function limits(config: Partial<MemoryLimiterConfig>): MemoryLimiterConfig {
  return { ...defaultConfig(memoryLimiterSchema), check_interval: SECOND, limit_mib: 10, ...config };
}

async function started<S extends CarriedSignal>(
  signal: S,
  config: MemoryLimiterConfig,
  id = 'memory_limiter',
) {
  const clock = new ManualClock();
  const parts = testContext({ id, clock });
  const sent: unknown[] = [];
  const processor = create[signal]!(config, parts.context, collecting(sent) as never);
  await processor.start?.();
  const consume = (data: SignalData[S]) => processor.consume(data as never, emptyContext);
  return { ...parts, clock, sent, processor, consume, memory: parts.context.memory };
}

describe('the memory_limiter processor', () => {
  test('refuses from the look that finds the soft limit reached until one that doesn’t', async () => {
    const { clock, consume, memory, sent } = await started('traces', limits({}));
    const release = memory.hold(8 * MIB);
    await consume(testTraces(1));
    await clock.advance(SECOND);
    await expect(consume(testTraces(1))).rejects.toThrow(/^data refused due to high memory usage$/);
    release();
    memory.hold(8 * MIB - 1);
    await expect(consume(testTraces(1))).rejects.toThrow();
    await clock.advance(SECOND);
    await consume(testTraces(1));
    expect(sent).toHaveLength(2);
  });

  test('refuses so that clients try again', async () => {
    const { clock, consume, memory } = await started('traces', limits({}));
    memory.hold(20 * MIB);
    await clock.advance(SECOND);
    const error = await consume(testTraces(1)).catch((each: unknown) => each);
    expect(error).toBeInstanceOf(Error);
    expect(error instanceof PermanentError || error instanceof StatusError).toBe(false);
  });

  const point = { asInt: '1', timeUnixNano: '1' };
  test.each<readonly [CarriedSignal, object, string | undefined, number]>([
    ['traces', { resourceSpans: [{ scopeSpans: [{ spans: [{ name: 'a' }, { name: 'b' }] }] }] }, 'spans', 2],
    [
      'metrics',
      {
        resourceMetrics: [
          { scopeMetrics: [{ metrics: [{ name: 'm', gauge: { dataPoints: [point, point, point] } }] }] },
        ],
      },
      'metric_points',
      3,
    ],
    ['logs', { resourceLogs: [{ scopeLogs: [{ logRecords: [{}] }] }] }, 'log_records', 1],
    [
      'profiles',
      { resourceProfiles: [{ scopeProfiles: [{ profiles: [{ samples: [{}] }] }] }], dictionary: {} },
      undefined,
      0,
    ],
  ])('counts %s by what became of them', async (signal, json, items, number) => {
    const { clock, consume, memory, context } = await started(signal, limits({}), 'memory_limiter/x');
    await consume(decoded(signal, json));
    memory.hold(20 * MIB);
    await clock.advance(SECOND);
    await expect(consume(decoded(signal, json))).rejects.toThrow();
    const attributes = { processor: 'memory_limiter/x' };
    const values = ['accepted', 'refused'].map((outcome) => ({
      name: `otelcol_processor_memory_limiter_${outcome}_${items}`,
      attributes,
      value: number,
    }));
    expect(context.telemetry.values()).toEqual(items === undefined ? [] : values);
  });

  test('counts as accepted what fails further on', async () => {
    const { context } = testContext({ id: 'memory_limiter' });
    const processor = create.traces!(limits({}), context, {
      mutatesData: false,
      consume: () => Promise.reject(new Error('no route')),
    });
    await expect(processor.consume(testTraces(3), emptyContext)).rejects.toThrow('no route');
    expect(context.telemetry.values().map(({ name, value }) => [name, value])).toEqual([
      ['otelcol_processor_memory_limiter_accepted_spans', 3],
    ]);
  });

  test('hands on the very data', async () => {
    const { consume, sent } = await started('traces', limits({}));
    const data = testTraces(2);
    await consume(data);
    expect(sent[0]).toBe(data);
    expect(countSpans(data)).toBe(2);
  });

  test('of several pipelines looks once, and until the last of them ends', async () => {
    const clock = new ManualClock();
    const lines: string[] = [];
    const fields = {
      'otelcol.component.id': 'memory_limiter',
      'otelcol.component.kind': 'processor',
      'otelcol.pipeline.id': 'traces',
      'otelcol.signal': 'traces',
    };
    const logger = consoleLogger(
      (line) => lines.push(line.slice(line.indexOf('\t') + 1)),
      clock,
      'debug',
      fields,
    );
    const { context } = testContext({ id: 'memory_limiter', clock, logger });
    const config = limits({ limit_mib: 0, limit_percentage: 50, spike_limit_percentage: 10 });
    const traces = create.traces!(config, context, collecting([]));
    const logs = create.logs!(config, context, collecting([]));
    await traces.start?.();
    await logs.start?.();
    await clock.advance(SECOND);
    await traces.shutdown?.();
    await clock.advance(SECOND);
    await logs.shutdown?.();
    await clock.advance(5n * SECOND);
    const kind = '"otelcol.component.kind": "processor"';
    expect(lines).toEqual([
      `debug\tcreated singleton logger\t{${kind}}`,
      `info\tUsing percentage memory limiter\t{${kind}, "total_memory_mib": 128, "limit_percentage": 50, "spike_limit_percentage": 10}`,
      `info\tMemory limiter configured\t{${kind}, "limit_mib": 64, "spike_limit_mib": 12, "check_interval": 1}`,
      `debug\tCurrently used memory.\t{${kind}, "cur_mem_mib": 0}`,
      `debug\tCurrently used memory.\t{${kind}, "cur_mem_mib": 0}`,
    ]);
  });
});
