import { describe, expect, test } from 'vitest';
import { decodeTraces } from '../../../otlp/export-request.ts';
import { countSpans } from '../../../otlp/spans.ts';
import { components } from '../../components/components.ts';
import { struct } from '../../config/schema.ts';
import { exporterFactory, processorFactory } from '../../pipeline/component.ts';
import { PermanentError } from '../../pipeline/consumer.ts';
import { testTraces } from '../../testing/requests.ts';
import type { Arrival } from './read-lines.ts';
import { type ReplayOptions, replay } from './replay.ts';

const SECOND = 1_000_000_000n;
/** The start of the first span of `testTraces`. */
const START = 1_700_000_000_000_000_001n;

const empty = struct('test.Config', {});

const registry = components.with([
  processorFactory({
    kind: 'processor',
    type: 'holding',
    schema: empty,
    stability: { traces: 'development' },
    doc: 'Holds everything for ten minutes.',
    create: {
      traces: (_config, context, next) => ({
        mutatesData: true,
        consume: async (data, consumed) => {
          const release = context.memory.hold(1);
          context.clock.setTimer(600n * SECOND, () => {
            release();
            void next.consume(data, consumed);
          });
          return undefined;
        },
      }),
    },
  }),
  processorFactory({
    kind: 'processor',
    type: 'half',
    schema: empty,
    stability: { traces: 'development' },
    doc: 'Drops half of all requests at random.',
    create: {
      traces: (_config, context, next) => ({
        mutatesData: false,
        consume: async (data, consumed) =>
          context.random() < 0.5 ? undefined : next.consume(data, consumed),
      }),
    },
  }),
  exporterFactory({
    kind: 'exporter',
    type: 'refusing',
    schema: empty,
    stability: { traces: 'development' },
    doc: 'Refuses everything.',
    create: () => ({
      traces: { mutatesData: false, consume: () => Promise.reject(new PermanentError('no')) },
    }),
  }),
  exporterFactory({
    kind: 'exporter',
    type: 'slow',
    schema: empty,
    stability: { traces: 'development' },
    doc: 'Answers after five seconds.',
    create: (_config, context) => ({
      traces: {
        mutatesData: false,
        consume: () =>
          new Promise((resolve) => {
            context.clock.setTimer(5n * SECOND, () => resolve(undefined));
          }),
      },
    }),
  }),
]);

function config(parts: { processors?: string; exporters?: string; pipelines?: string } = {}): string {
  const { processors = 'batch', exporters = 'nop', pipelines = '' } = parts;
  return `
receivers: {otlp: {protocols: {http: }}, otlp/2: {protocols: {grpc: }}}
processors: {batch: {timeout: 2s}, holding: , half: }
exporters: {nop: , nop/2: , refusing: , slow: }
service:
  pipelines:
    traces: {receivers: [otlp, otlp/2], processors: [${processors}], exporters: [${exporters}]}
    ${pipelines}`;
}

function arrival(number: number, at = 0n): Arrival<'traces'> {
  return { signal: 'traces', data: testTraces(1, number), at, place: `in.jsonl:${number}` };
}

async function run(options: Partial<ReplayOptions> & { config: string; arrivals: readonly Arrival[] }) {
  const lines: string[] = [];
  const outcome = await replay({
    components: registry,
    environment: {},
    seed: 1,
    print: (line) => lines.push(line),
    ...options,
  });
  if (!outcome.ok) throw new Error(outcome.text);
  const spans = (exporter: string): number[] =>
    outcome.outputs
      .filter((output) => output.exporter === exporter)
      .flatMap((output) => output.lines.map((line) => countSpans(decodeTraces(line, 'json'))));
  return { outcome, spans, lines };
}

describe('a replay', () => {
  test('starts its clock at the earliest time of the data, and jumps', async () => {
    const { spans, lines, outcome } = await run({
      config: config(),
      arrivals: [arrival(2), arrival(1, SECOND), arrival(3, 3n * SECOND)],
    });
    // Two in the batch of the first two seconds, one in the next.
    expect(spans('nop')).toEqual([2, 1]);
    expect(lines[0]).toMatch(/^2023-11-14T22:13:20.000Z\t/);
    expect(outcome.lasted).toBe(63n * SECOND);
  });

  test('gives each pipeline the data once, however many receivers it has', async () => {
    const { spans } = await run({
      config: config({ pipelines: 'traces/2: {receivers: [otlp], exporters: [nop/2]}' }),
      arrivals: [arrival(1)],
    });
    expect([spans('nop'), spans('nop/2')]).toEqual([[1], [1]]);
  });

  test('goes on while something is held', async () => {
    const { spans, outcome } = await run({
      config: config({ processors: 'holding' }),
      arrivals: [arrival(1)],
    });
    expect(spans('nop')).toEqual([1]);
    expect(outcome.lasted).toBe(600n * SECOND);
  });

  test('hands on at --until what is held, and leaves out what comes later', async () => {
    const { spans, outcome } = await run({
      config: config(),
      arrivals: [arrival(1), arrival(2, SECOND), arrival(3, 2n * SECOND)],
      until: SECOND,
    });
    expect(spans('nop')).toEqual([2]);
    expect(outcome.tooLate).toEqual(['in.jsonl:3']);
    expect(outcome.lasted).toBe(SECOND);
  });

  test('the same seed gives the same choices, another seed others', async () => {
    const chosen = async (seed: number) => {
      const arrivals = Array.from({ length: 40 }, (_, index) => arrival(index + 1));
      const { outcome } = await run({ config: config({ processors: 'half' }), arrivals, seed });
      return outcome.outputs.map(({ lines }) => lines.map((line) => new TextDecoder().decode(line)));
    };
    const first = await chosen(7);
    expect(await chosen(7)).toEqual(first);
    expect(await chosen(8)).not.toEqual(first);
  });

  test('an exporter that waits for its clock holds nobody up', async () => {
    const { spans } = await run({
      config: config({ processors: '', exporters: 'slow' }),
      arrivals: [arrival(1), arrival(2), arrival(3, SECOND)],
    });
    expect(spans('slow')).toEqual([1, 1, 1]);
  });

  test('says which line a pipeline refused', async () => {
    const { outcome, spans } = await run({
      config: config({ processors: '', exporters: 'refusing, nop' }),
      arrivals: [arrival(1)],
    });
    expect(outcome.refused).toEqual([{ place: 'in.jsonl:1', reason: 'Permanent error: no' }]);
    expect(spans('nop')).toEqual([1]);
  });

  test('names every exporter, also one that got nothing', async () => {
    const { outcome } = await run({
      config: config({ pipelines: 'metrics: {receivers: [otlp], exporters: [nop]}' }),
      arrivals: [arrival(1)],
    });
    expect(outcome.outputs.map(({ exporter, signal, lines }) => [exporter, signal, lines.length])).toEqual([
      ['nop', 'traces', 1],
      ['nop', 'metrics', 0],
    ]);
  });

  test('refuses data no pipeline takes', async () => {
    const metrics: Arrival = { signal: 'metrics', data: { resourceMetrics: [] }, at: 0n, place: 'm.jsonl:1' };
    await expect(run({ config: config(), arrivals: [metrics] })).rejects.toThrow(
      'm.jsonl:1: no pipeline with a receiver takes metrics',
    );
  });

  test('starts where it is told', async () => {
    const { lines } = await run({
      config: config(),
      arrivals: [arrival(1)],
      start: START + 86_400n * SECOND,
    });
    expect(lines[0]).toMatch(/^2023-11-15T22:13:20.000Z\t/);
  });
});
