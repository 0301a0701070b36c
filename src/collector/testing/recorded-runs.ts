import type { SignalData } from '../../otlp/export-request.ts';
import { decodeRequest } from '../../otlp/export-request.ts';
import { dataPointsOf } from '../../otlp/items.ts';
import type { MetricsData } from '../../otlp/model.ts';
import { decodeStruct } from '../config/decode.ts';
import { renderProblems } from '../config/decode-problem.ts';
import { parseYaml } from '../config/parse-yaml.ts';
import { validateStruct } from '../config/validate.ts';
import type { ComponentContext, ProcessorFactory } from '../pipeline/component.ts';
import { type CarriedSignal, type Consumer, emptyContext } from '../pipeline/consumer.ts';
import { testContext } from './test-context.ts';

/** What the collector's own component did, as recorded: only what it said or gave is there. */
export interface RecordedRun {
  readonly config: string;
  readonly signal?: string;
  /** Which request it was given, where that isn't the one named after the signal. */
  readonly request?: string;
  readonly decode?: string;
  /** The objections, several joined with "; " or line breaks. */
  readonly validate?: string;
  readonly consume?: string;
  /** Level, message and fields, separated by tabs. */
  readonly logs?: readonly string[];
  /** What it handed on: its place among the outputs; 'same' where that is what it was given, [] for nothing. */
  readonly data?: number | readonly [] | 'same';
  /** The collector gives data points in any order here. */
  readonly unordered?: boolean;
}

/** What a component of ours does, in the same form; the data decoded. */
export interface Outcome {
  readonly decode?: string;
  readonly validate?: string;
  readonly consume?: string;
  readonly logs?: readonly string[];
  readonly data?: readonly unknown[];
}

/** Runs with the OTLP/JSON they share. */
export interface Recorded {
  readonly requests: Readonly<Record<string, string>>;
  /** Lists of what was handed on. */
  readonly outputs: readonly string[];
  readonly results: readonly RecordedRun[];
}

/** What was recorded, with the data decoded, to be compared with an `Outcome`. */
export function recordedOutcome(run: RecordedRun, { requests, outputs }: Recorded): Outcome {
  const { config: _config, request: _request, signal, data, validate, unordered = false, ...rest } = run;
  if (validate !== undefined) return { ...rest, validate: normalised(validate) };
  if (signal === undefined || data === undefined) return rest;
  const output = typeof data === 'number' ? (outputs[data] ?? '[]') : '[]';
  const items: unknown[] = data === 'same' ? [requestOf(run, requests)] : JSON.parse(output);
  const models = items.map((each) => decoded(signal as CarriedSignal, each));
  if (unordered) models.forEach(sortPoints);
  return { ...rest, data: models };
}

function requestOf({ request, signal }: RecordedRun, requests: Recorded['requests']): unknown {
  return JSON.parse(requests[request ?? signal ?? ''] ?? '{}');
}

function sortPoints(data: unknown): void {
  for (const { scopeMetrics } of (data as MetricsData).resourceMetrics) {
    for (const { metrics } of scopeMetrics) {
      for (const metric of metrics)
        dataPointsOf(metric).sort((left, right) => (text(left) < text(right) ? -1 : 1));
    }
  }
}

function text(value: unknown): string {
  return JSON.stringify(value, (_, each) =>
    typeof each === 'bigint' ? `${each}n` : each instanceof Map ? [...each] : each,
  );
}

/** Runs a processor of ours on the same configuration and data. */
export async function runProcessor(
  factory: ProcessorFactory,
  run: RecordedRun,
  { requests }: Recorded,
): Promise<Outcome> {
  const signal = run.signal as CarriedSignal | undefined;
  return outcomeOf(factory, run, async (config, context, sent) => {
    if (signal === undefined) return;
    await consumeWith(factory, signal, config, context, sent, requestOf(run, requests));
  });
}

async function consumeWith<S extends CarriedSignal>(
  factory: ProcessorFactory,
  signal: S,
  config: unknown,
  context: ComponentContext,
  sent: unknown[],
  request: unknown,
): Promise<void> {
  const create = factory.create[signal] as
    | ((config: unknown, context: ComponentContext, next: Consumer<S>) => Consumer<S>)
    | undefined;
  if (create === undefined) throw new Error(`no ${signal} here`);
  await create(config, context, collecting(sent)).consume(decoded(signal, request), emptyContext);
}

/** Decodes and validates the configuration, lets `consume` work with it, and collects what comes of it. */
export async function outcomeOf(
  { schema, type }: Pick<ProcessorFactory, 'schema' | 'type'>,
  run: RecordedRun,
  consume: (config: unknown, context: ComponentContext, sent: unknown[]) => Promise<void>,
): Promise<Outcome> {
  const { config, problems } = decodeStruct(schema, parseYaml(run.config));
  if (problems.length > 0) return { decode: renderProblems(problems) };
  const findings = validateStruct(schema, config);
  if (findings.length > 0) {
    return { validate: normalised(findings.map(({ message }) => message).join('\n')) };
  }
  if (run.signal === undefined) return {};
  const { context, lines } = testContext({ id: type });
  const sent: unknown[] = [];
  const failure = await consume(config, context, sent).then(
    () => ({}),
    (error: unknown) => ({ consume: (error as Error).message }),
  );
  if (run.unordered) sent.forEach(sortPoints);
  const logs = lines.map((line) => line.slice(line.indexOf('\t') + 1));
  return { ...failure, ...(logs.length > 0 ? { logs } : {}), data: sent };
}

/** A consumer that keeps what it is given. */
export function collecting<S extends CarriedSignal>(sent: unknown[]): Consumer<S> {
  return {
    mutatesData: false,
    async consume(data) {
      sent.push(data);
      return undefined;
    },
  };
}

export function decoded<S extends CarriedSignal>(signal: S, json: unknown): SignalData[S] {
  return decodeRequest(signal, new TextEncoder().encode(JSON.stringify(json)), 'json');
}

/** Objections are separate here; the collector joins them in one text. */
function normalised(text: string): string {
  return text.replaceAll('; ', '\n');
}
