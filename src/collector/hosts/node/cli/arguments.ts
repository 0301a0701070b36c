import { parseArgs } from 'node:util';
import { parseDuration } from '../../../config/duration.ts';
import type { CarriedSignal } from '../../../pipeline/consumer.ts';
import { type FaultPlan, parseFault } from '../../../pipeline/faults.ts';
import { COMMAND_USAGE, USAGE } from './usage.ts';

/** Where the configuration comes from. */
export interface ConfigArguments {
  /** In the order they are merged. */
  readonly uris: readonly string[];
  /** As given: "+a,-b". */
  readonly featureGates: readonly string[];
}

export interface RunArguments extends ConfigArguments {
  readonly out: string | undefined;
  readonly faults: readonly { readonly receiver: string; readonly plan: FaultPlan }[];
}

export interface ReplayArguments extends ConfigArguments {
  readonly files: readonly { readonly signal: CarriedSignal; readonly path: string }[];
  readonly out: string;
  /** ns after the start. */
  readonly until: bigint | undefined;
  /** ns since the Unix epoch. */
  readonly start: bigint | undefined;
  readonly seed: number;
}

export type Command =
  | ({ readonly name: 'run' } & RunArguments)
  | ({ readonly name: 'validate' } & ConfigArguments)
  | ({ readonly name: 'replay' } & ReplayArguments)
  | { readonly name: 'components' | 'schema' | 'version' }
  | { readonly name: 'help'; readonly text: string };

/** A command line that isn't understood; the message says what to do. */
export class UsageError extends Error {
  /** What to show below the message. */
  readonly usage: string;

  constructor(message: string, usage: string = USAGE) {
    super(message);
    this.name = 'UsageError';
    this.usage = usage;
  }
}

type CommandName = keyof typeof COMMAND_USAGE;

const OPTIONS = {
  config: { type: 'string', multiple: true },
  set: { type: 'string', multiple: true },
  'feature-gates': { type: 'string', multiple: true },
  out: { type: 'string' },
  fault: { type: 'string', multiple: true },
  traces: { type: 'string', multiple: true },
  metrics: { type: 'string', multiple: true },
  logs: { type: 'string', multiple: true },
  profiles: { type: 'string', multiple: true },
  until: { type: 'string' },
  start: { type: 'string' },
  seed: { type: 'string' },
  version: { type: 'boolean', short: 'v' },
  help: { type: 'boolean', short: 'h' },
} as const;

const CONFIG: readonly string[] = ['config', 'set', 'feature-gates'];

const ALLOWED: Readonly<Record<CommandName, readonly string[]>> = {
  run: [...CONFIG, 'out', 'fault'],
  validate: CONFIG,
  replay: [...CONFIG, 'traces', 'metrics', 'logs', 'profiles', 'out', 'until', 'start', 'seed'],
  components: [],
  schema: [],
};

const SIGNALS: readonly CarriedSignal[] = ['traces', 'metrics', 'logs', 'profiles'];

/** Reads the command line. Throws UsageError. */
export function parseCommand(args: readonly string[]): Command {
  const { values, positionals } = parse(args);
  const [name, ...rest] = positionals;
  if (values.version) return { name: 'version' };
  if (name === undefined) {
    if (values.help) return { name: 'help', text: USAGE };
    throw new UsageError(`which command? One of ${Object.keys(ALLOWED).join(', ')}`);
  }
  if (!isCommand(name)) {
    throw new UsageError(
      `unknown command ${JSON.stringify(name)}; one of ${Object.keys(ALLOWED).join(', ')}`,
    );
  }
  if (values.help) return { name: 'help', text: COMMAND_USAGE[name] };
  const usage = COMMAND_USAGE[name];
  if (rest.length > 0) throw new UsageError(`unexpected argument ${JSON.stringify(rest[0])}`, usage);
  const misplaced = Object.keys(values).find((option) => !ALLOWED[name].includes(option));
  if (misplaced !== undefined) throw new UsageError(`--${misplaced} is not an option of ${name}`, usage);
  if (name === 'components' || name === 'schema') return { name };
  const config = configArguments(values, usage);
  if (name === 'run') {
    const faults = (values.fault ?? []).map((text) => fault(text, usage));
    return { name, ...config, out: values.out, faults };
  }
  if (name === 'validate') return { name, ...config };
  return { name, ...config, ...replayArguments(values, usage) };
}

type Values = ReturnType<typeof parse>['values'];

function parse(args: readonly string[]) {
  try {
    return parseArgs({ args: [...args], allowPositionals: true, options: OPTIONS });
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}

function isCommand(name: string): name is CommandName {
  return Object.hasOwn(ALLOWED, name);
}

function configArguments(values: Values, usage: string): ConfigArguments {
  const sets = (values.set ?? []).map((text) => setUri(text, usage));
  const uris = [...(values.config ?? []), ...sets];
  if (uris.length === 0)
    throw new UsageError('at least one config flag must be provided: --config FILE', usage);
  return { uris, featureGates: values['feature-gates'] ?? [] };
}

/** "processors.batch.timeout=2s" as what the collector makes of it: "yaml:processors::batch::timeout: 2s". */
function setUri(text: string, usage: string): string {
  const equals = text.indexOf('=');
  if (equals < 0) {
    throw new UsageError(
      `invalid argument ${JSON.stringify(text)} for "--set" flag: missing equal sign`,
      usage,
    );
  }
  const key = text.slice(0, equals).replaceAll('.', '::').trim();
  return `yaml:${key}: ${text.slice(equals + 1).trim()}`;
}

/** "otlp=status=503,count=3". */
function fault(text: string, usage: string): RunArguments['faults'][number] {
  const equals = text.indexOf('=');
  try {
    if (equals <= 0) throw new Error('there is no receiver: --fault RECEIVER=FAULT');
    return { receiver: text.slice(0, equals).trim(), plan: parseFault(text.slice(equals + 1)) };
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new UsageError(`--fault ${JSON.stringify(text)}: ${reason}`, usage);
  }
}

function replayArguments(values: Values, usage: string): Omit<ReplayArguments, keyof ConfigArguments> {
  const files = SIGNALS.flatMap((signal) => (values[signal] ?? []).map((path) => ({ signal, path })));
  if (files.length === 0)
    throw new UsageError(
      'what shall be replayed? Give --traces, --metrics, --logs or --profiles FILE',
      usage,
    );
  const { out } = values;
  if (out === undefined || out === '') throw new UsageError('where to? Give --out DIR', usage);
  return {
    files,
    out,
    until: values.until === undefined ? undefined : offset(values.until, usage),
    start: values.start === undefined ? undefined : time(values.start, usage),
    seed: values.seed === undefined ? 1 : seed(values.seed, usage),
  };
}

function offset(text: string, usage: string): bigint {
  try {
    const ns = parseDuration(text);
    if (ns >= 0n) return ns;
  } catch {
    // Said below, with an example.
  }
  throw new UsageError(`--until takes a duration such as 60s or 1m30s, not ${JSON.stringify(text)}`, usage);
}

function time(text: string, usage: string): bigint {
  if (/^\d{1,19}$/.test(text)) return BigInt(text);
  const milliseconds = /^\d{4}-/.test(text) ? Date.parse(text) : Number.NaN;
  if (milliseconds >= 0) return BigInt(milliseconds) * 1_000_000n;
  const forms = '2026-01-01T00:00:00Z or nanoseconds since 1970';
  throw new UsageError(`--start takes a time such as ${forms}, not ${JSON.stringify(text)}`, usage);
}

function seed(text: string, usage: string): number {
  if (/^\d{1,15}$/.test(text)) return Number(text);
  throw new UsageError(`--seed takes a whole number, not ${JSON.stringify(text)}`, usage);
}
