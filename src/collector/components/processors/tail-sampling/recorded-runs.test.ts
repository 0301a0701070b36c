/** What the processor of contrib v0.162 did with the same spans at the same times, on a clock of its own. */
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { TracesData } from '../../../../otlp/model.ts';
import { decodeStruct } from '../../../config/decode.ts';
import { renderProblems } from '../../../config/decode-problem.ts';
import { parseFeatureGates } from '../../../config/feature-gates.ts';
import { parseYaml } from '../../../config/parse-yaml.ts';
import { validateStruct } from '../../../config/validate.ts';
import { emptyContext } from '../../../pipeline/consumer.ts';
import { consoleLogger, type LogLevel } from '../../../pipeline/logger.ts';
import { ManualClock } from '../../../pipeline/manual-clock.ts';
import type { CounterValue } from '../../../pipeline/self-telemetry.ts';
import { decoded } from '../../../testing/recorded-runs.ts';
import { testContext } from '../../../testing/test-context.ts';
import { tailSamplingSchema } from './config.ts';
import { createTailSamplingProcessor } from './tail-sampling-processor.ts';

interface RecordedRun {
  readonly name: string;
  readonly config: object | string;
  /** The ends of their names, separated by blanks. */
  readonly gates?: string;
  /** Requests to send, and how long to wait ("+1500", in ms). */
  readonly steps?: string;
  readonly level?: LogLevel;
  /** The name in the processor's id. */
  readonly id?: string;
  /** What the next consumer answers. */
  readonly fail?: string;
  readonly decode?: string;
  readonly validate?: string;
  readonly start?: string;
  /** When (ms) and what was handed on, sorted; texts by their index. */
  readonly sent?: readonly (readonly [ms: number, text: number])[];
  /** How often, and what; sorted at level debug. */
  readonly logs?: readonly (readonly [count: number, text: number])[];
  readonly metrics?: readonly number[];
}

const [first, second, ...rest] = readFileSync(new URL('./recorded-runs.jsonl', import.meta.url), 'utf8')
  .trimEnd()
  .split('\n')
  .map((line) => JSON.parse(line) as unknown);
const { requests } = first as { requests: Readonly<Record<string, object>> };
const { texts } = second as { texts: readonly string[] };
const runs = rest as RecordedRun[];

const PREFIX = 'otelcol_processor_tail_sampling_';
/** synctest's clock begins there, too: 2000-01-01. */
const START = 946_684_800_000_000_000n;

/** Everything that waits on promises alone goes on before. */
function quickly(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

/** Ours, in the form of what is recorded. */
async function outcomeOf(run: RecordedRun) {
  const text = typeof run.config === 'string' ? run.config : JSON.stringify(run.config);
  const { config, problems } = decodeStruct(tailSamplingSchema, parseYaml(text));
  if (problems.length > 0) return { decode: sortedLines(renderProblems(problems)) };
  const [finding] = validateStruct(tailSamplingSchema, config);
  if (finding !== undefined) return { validate: finding.message };
  const clock = new ManualClock(START, quickly);
  const gates = (run.gates ?? '').split(' ').filter((name) => name !== '');
  const logs: string[] = [];
  const { context } = testContext({
    id: run.id === undefined ? 'tail_sampling' : `tail_sampling/${run.id}`,
    clock,
    logger: consoleLogger((line) => logs.push(withoutTime(line)), clock, run.level ?? 'info'),
    featureGates: parseFeatureGates(gates.map((name) => `processor.tailsamplingprocessor.${name}`)),
  });
  const sent: [ms: number, text: string][] = [];
  const processor = createTailSamplingProcessor(config, context, {
    mutatesData: false,
    async consume(data) {
      sent.push([Number((clock.now() - START) / 1_000_000n), described(data)]);
      if (run.fail !== undefined) throw new Error(run.fail);
      return undefined;
    },
  });
  try {
    await processor.start?.();
  } catch (error) {
    return { start: (error as Error).message, logs };
  }
  for (const step of (run.steps ?? '').split(' ')) {
    if (step.startsWith('+')) await clock.advance(BigInt(step.slice(1)) * 1_000_000n);
    else if (step !== '') {
      void processor.consume(decoded('traces', requests[step]), emptyContext);
      await clock.settle();
    }
  }
  await processor.shutdown?.();
  expect(context.memory.used).toBe(0);
  return {
    sent: sent.sort(([a, x], [b, y]) => a - b || (x < y ? -1 : 1)),
    logs: run.level === 'debug' ? logs.sort() : logs,
    metrics: metricLines(context.telemetry.values()).sort(),
  };
}

function recordedOutcome({ decode, validate, start, sent, logs = [], metrics }: RecordedRun) {
  if (decode !== undefined) return { decode: sortedLines(decode) };
  if (validate !== undefined) return { validate };
  const lines = logs.flatMap(([count, text]) => Array<string>(count).fill(withSortedFields(textAt(text))));
  if (start !== undefined) return { start, logs: lines };
  return {
    sent: sent?.map(([ms, text]) => [ms, textAt(text)]),
    logs: lines,
    ...(metrics === undefined ? {} : { metrics: metrics.map(textAt) }),
  };
}

function textAt(index: number): string {
  return texts[index] ?? '';
}

function sortedLines(text: string): string[] {
  return text.split('\n').sort();
}

/** Resources by their service and schema, scopes by name and schema with their attributes, spans by id with their tracestate. */
function described({ resourceSpans }: TracesData): string {
  const groups = resourceSpans.flatMap(({ resource, scopeSpans, schemaUrl }) =>
    scopeSpans.map(({ scope, spans, schemaUrl: scopeUrl }) => [
      `${resource.attributes.get('service.name') ?? ''}${schemaUrl}`,
      `${scope.name}${scopeUrl}`,
      Object.fromEntries([...scope.attributes].sort()),
      spans.map(({ spanId, traceState }) => `${spanId} ${traceState}`),
    ]),
  );
  return JSON.stringify(groups);
}

function withoutTime(line: string): string {
  return withSortedFields(line.slice(line.indexOf('\t') + 1));
}

function withSortedFields(line: string): string {
  const [level = '', message = '', fields] = line.split('\t');
  if (fields === undefined) return line;
  return `${level}\t${message}\t${JSON.stringify(sortedKeys(JSON.parse(fields)))}`;
}

function sortedKeys(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sortedKeys);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).map(([key, item]) => [key, sortedKeys(item)] as const);
  return Object.fromEntries(entries.sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** Counters and the gauge a line each, a histogram in one. */
function metricLines(values: readonly CounterValue[]): string[] {
  const plain: string[] = [];
  const histograms = new Map<
    string,
    { sum: number; count: number; buckets: [le: string, below: number][] }
  >();
  for (const { name: whole, attributes, value } of values) {
    const name = whole.slice(PREFIX.length);
    const part = /^(sampling_(?:decision_timer_latency|late_span_age|trace_removal_age))_(\w+)$/.exec(name);
    if (part?.[1] === undefined) {
      const labels = Object.entries(attributes).map(([key, text]) => `${key}=${text}`);
      plain.push(`${name}{${labels.sort().join(',')}} ${value}`);
      continue;
    }
    const histogram = histograms.get(part[1]) ?? { sum: 0, count: 0, buckets: [] };
    histograms.set(part[1], histogram);
    if (part[2] === 'bucket') histogram.buckets.push([attributes['le'] ?? '', value]);
    else histogram[part[2] as 'sum' | 'count'] = value;
  }
  for (const [name, { sum, count, buckets }] of histograms) {
    const filled = buckets.flatMap(([le, below], index) => {
      const own = below - (buckets[index - 1]?.[1] ?? 0);
      return own > 0 ? [`${le}:${own}`] : [];
    });
    plain.push(`${name}{} count ${count} sum ${sum} buckets ${filled.join(' ')}`);
  }
  return plain;
}

describe('the tail_sampling processor does as the collector’s', () => {
  test.each(runs)('$name', async (run) => {
    expect(await outcomeOf(run)).toMatchObject(recordedOutcome(run));
  });
});
