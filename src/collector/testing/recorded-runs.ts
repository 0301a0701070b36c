import type { SignalData } from '../../otlp/export-request.ts';
import { decodeRequest } from '../../otlp/export-request.ts';
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
  readonly decode?: string;
  /** The objections, several joined with "; " or line breaks. */
  readonly validate?: string;
  readonly consume?: string;
  /** Level, message and fields, separated by tabs. */
  readonly logs?: readonly string[];
  /** OTLP/JSON of what it handed on; 'same' where that is what it was given. */
  readonly data?: readonly unknown[] | 'same';
}

/** What a component of ours does, in the same form; the data decoded. */
export interface Outcome {
  readonly decode?: string;
  readonly validate?: string;
  readonly consume?: string;
  readonly logs?: readonly string[];
  readonly data?: readonly unknown[];
}

type Requests = Readonly<Record<string, unknown>>;

/** What was recorded, with the data decoded, to be compared with an `Outcome`. */
export function recordedOutcome(run: RecordedRun, requests: Requests): Outcome {
  const { config: _config, signal, data, validate, ...rest } = run;
  if (validate !== undefined) return { ...rest, validate: normalised(validate) };
  if (signal === undefined || data === undefined) return rest;
  const items = data === 'same' ? [requests[signal]] : data;
  return { ...rest, data: items.map((each) => decoded(signal as CarriedSignal, each)) };
}

/** Runs a processor of ours on the same configuration and data. */
export async function runProcessor(
  factory: ProcessorFactory,
  run: RecordedRun,
  requests: Requests,
): Promise<Outcome> {
  const signal = run.signal as CarriedSignal | undefined;
  return outcomeOf(factory, run, async (config, context, sent) => {
    if (signal === undefined) return;
    await consumeWith(factory, signal, config, context, sent, requests[signal]);
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
