import { describe, expect, test } from 'vitest';
import type { LogsData, TracesData } from '../../../../otlp/model.ts';
import { decodeStruct } from '../../../config/decode.ts';
import { parseYaml } from '../../../config/parse-yaml.ts';
import { emptyContext } from '../../../pipeline/consumer.ts';
import { collecting, decoded } from '../../../testing/recorded-runs.ts';
import { testContext } from '../../../testing/test-context.ts';
import { type ProbabilisticSamplerConfig, probabilisticSamplerSchema } from './config.ts';
import { probabilisticSamplerFactory } from './factory.ts';
// What the sampler of contrib v0.162 decided on these spans and log records, wrote to them, logged and counted.
import json from './recorded-decisions.json' with { type: 'json' };

interface Item {
  readonly t: string;
  /** The tracestate. */
  readonly s?: string;
  readonly a?: readonly (readonly [string, unknown])[];
}

interface Run {
  readonly signal: 'traces' | 'logs';
  readonly config: object;
  /** Spans by number, with the tracestate where it is another; log records with threshold and randomness. */
  readonly kept: readonly unknown[];
  readonly logs?: readonly number[];
  /** By policy and whether it was sampled. */
  readonly counts: Readonly<Record<string, number>>;
}

interface RecordedDecisions {
  readonly traces: readonly Item[];
  readonly logs: readonly Item[];
  readonly messages: readonly string[];
  readonly runs: readonly Run[];
}

const { traces, logs, messages, runs } = json as unknown as RecordedDecisions;

if (probabilisticSamplerFactory.kind !== 'processor') throw new Error('not a processor');
const { create } = probabilisticSamplerFactory;

const attributes = ({ a = [] }: Item) => a.map(([key, value]) => ({ key, value }));

const request = {
  traces: () => {
    const spans = traces.map((item, index) => ({
      traceId: item.t,
      spanId: '0000000000000001',
      name: String(index),
      traceState: item.s,
      attributes: attributes(item),
    }));
    return { resourceSpans: [{ scopeSpans: [{ spans }] }] };
  },
  logs: () => {
    const logRecords = logs.map((item, index) => ({
      traceId: item.t,
      body: { stringValue: String(index) },
      attributes: attributes(item),
    }));
    return { resourceLogs: [{ scopeLogs: [{ logRecords }] }] };
  },
};

function decodedConfig(config: object): ProbabilisticSamplerConfig {
  const { config: value, problems } = decodeStruct(
    probabilisticSamplerSchema,
    parseYaml(JSON.stringify(config)),
  );
  expect([problems, probabilisticSamplerSchema.validate?.(value)]).toEqual([[], []]);
  return value;
}

function keptSpans(sent: readonly TracesData[]): unknown[] {
  const spans = sent.flatMap(({ resourceSpans }) => resourceSpans[0]!.scopeSpans[0]!.spans);
  return spans.map(({ name, traceState }) =>
    traceState === traces[Number(name)]!.s ? Number(name) : [Number(name), traceState],
  );
}

function keptLogs(sent: readonly LogsData[]): unknown[] {
  const records = sent.flatMap(({ resourceLogs }) => resourceLogs[0]!.scopeLogs[0]!.logRecords);
  return records.map((record) => [
    Number(record.body),
    ...['sampling.threshold', 'sampling.randomness'].map((key) => {
      const value = record.attributes.get(key);
      return value === undefined ? null : String(value);
    }),
  ]);
}

async function decisions({ signal, config }: Run): Promise<unknown[]> {
  const { context, lines } = testContext({ id: 'probabilistic_sampler' });
  const sent: unknown[] = [];
  const next = collecting<never>(sent) as never;
  const processor = create[signal]!(decodedConfig(config), context, next);
  await processor.consume(decoded(signal, request[signal]()) as never, emptyContext);
  const kept = signal === 'traces' ? keptSpans(sent as TracesData[]) : keptLogs(sent as LogsData[]);
  const counts = context.telemetry.values().map(({ name, attributes, value }) => {
    expect(name).toBe(`otelcol_processor_probabilistic_sampler_count_${signal}_sampled`);
    return [`${attributes.policy} ${attributes.sampled}`, value] as const;
  });
  const logged = lines.map((line) => line.slice(line.indexOf('\t') + 1).replace(`\t${signal} sampler`, ''));
  return [kept, logged, Object.fromEntries(counts)];
}

describe('the probabilistic sampler decides as the collector’s', () => {
  test.each(runs.map((run) => [run.signal, JSON.stringify(run.config), run] as const))(
    '%s %s',
    async (_signal, _config, run) => {
      const logged = (run.logs ?? []).map((index) => messages[index]);
      expect(await decisions(run)).toEqual([run.kept, logged, run.counts]);
    },
  );
});
