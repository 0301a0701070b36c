/**
 * The corpus: configurations and inputs that ours and the real collector are both given. A file of `corpus/` is a list
 * of cases about one component; what the real one answered is kept in `recorded/` under the same name.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parse, stringify } from 'yaml';
import { type DifferenceId, isDifferenceId } from '../../../collector/reference/known-differences.ts';

const folder = fileURLToPath(new URL('./corpus/', import.meta.url));

export const SIGNALS = ['traces', 'metrics', 'logs'] as const;

/** The variables of a configuration that hold ports. */
export const PORTS = ['OTLP_HTTP', 'PORT_1', 'PORT_2', 'PORT_3'] as const;

/** A text with the names of ports in place of their numbers, which change from run to run. */
export function withoutPorts(text: string, environment: Readonly<Record<string, string>>): string {
  return PORTS.reduce(
    (result, name) =>
      result
        .replaceAll(`:${environment[name]}`, `:\${${name}}`)
        .replaceAll(`server_port="${environment[name]}"`, `server_port="\${${name}}"`),
    text,
  );
}

export type Signal = (typeof SIGNALS)[number];

export type Step =
  /** POSTs OTLP/JSON to the receiver on OTLP_HTTP: a file of `inputs/`, or the body itself. */
  | {
      readonly send: Signal;
      readonly input?: string;
      readonly body?: unknown;
      readonly headers?: Readonly<Record<string, string>>;
    }
  /** Milliseconds. */
  | { readonly wait: number }
  /** GETs a page, "${PORT_1}/metrics"; its answer is compared. */
  | { readonly get: string; readonly headers?: Readonly<Record<string, string>> };

export interface Case {
  /** "attributes/hash an attribute": the file's name and the case's. */
  readonly name: string;
  /** The whole configuration. Ports and folders come from `${env:OTLP_HTTP}`, `PORT_1` … `PORT_3` and `OUT`. */
  readonly config: string;
  /** Nothing is run: only what `validate` says is compared. */
  readonly validateOnly: boolean;
  readonly steps: readonly Step[];
  /** The collector's own metrics are compared, too. */
  readonly counters?: boolean;
  /** The difference it shows; such a case must differ. */
  readonly differs?: DifferenceId;
}

interface WrittenCase {
  readonly name: string;
  readonly config?: string | object;
  readonly validate?: string | object;
  readonly processors?: Record<string, unknown>;
  readonly connectors?: Record<string, unknown>;
  readonly extensions?: Record<string, unknown>;
  readonly send?: readonly Signal[];
  readonly steps?: readonly Step[];
  readonly counters?: boolean;
  readonly differs?: string;
}

/** The names of the files of the corpus, without ".yaml". */
export function corpusNames(): string[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith('.yaml'))
    .map((name) => basename(name, '.yaml'))
    .sort();
}

export function readCorpus(name: string): Case[] {
  const written = parse(readFileSync(`${folder}${name}.yaml`, 'utf8')) as WrittenCase[];
  const cases = written.map((each) => toCase(name, each));
  const names = new Set(cases.map((each) => each.name));
  if (names.size < cases.length) throw new Error(`corpus/${name}.yaml: two cases have the same name`);
  return cases;
}

/** The bytes of a step's body: OTLP/JSON. */
export function bodyOf(step: Extract<Step, { send: Signal }>): string {
  if (step.body !== undefined) return JSON.stringify(step.body);
  return readFileSync(`${folder}inputs/${step.input ?? step.send}.json`, 'utf8');
}

function toCase(file: string, written: WrittenCase): Case {
  const name = `${file}/${written.name}`;
  const differs = written.differs === undefined ? {} : { differs: knownDifference(name, written.differs) };
  if (written.validate !== undefined) {
    return { name, config: text(written.validate), validateOnly: true, steps: [], ...differs };
  }
  const signals = written.send ?? ['traces'];
  const config = written.config === undefined ? wired(written, signals) : text(written.config);
  const steps = written.steps ?? signals.map((send) => ({ send }));
  const counters = written.counters === undefined ? {} : { counters: written.counters };
  return { name, config, validateOnly: false, steps, ...counters, ...differs };
}

function knownDifference(name: string, id: string): DifferenceId {
  if (isDifferenceId(id)) return id;
  throw new Error(
    `${name}: there is no known difference "${id}"; what differs is described in src/collector/reference/known-differences.ts, and named here`,
  );
}

function text(config: string | object): string {
  return typeof config === 'string' ? config : stringify(config, { aliasDuplicateObjects: false });
}

/** The configuration around the components a case is about: from OTLP, by way of them, to a file for each signal. */
function wired({ processors, connectors, extensions }: WrittenCase, signals: readonly Signal[]): string {
  const outputs = connectors === undefined ? signals : SIGNALS;
  const fileExporters = outputs.map((signal) => [`file/${signal}`, { path: `\${env:OUT}/${signal}.jsonl` }]);
  const through = Object.keys(processors ?? {});
  const connecting = Object.keys(connectors ?? {});
  const pipelines = signals.map((signal) => [
    `${signal}/in`,
    {
      receivers: ['otlp'],
      processors: through,
      exporters: connecting.length > 0 ? connecting : [`file/${signal}`],
    },
  ]);
  return text({
    receivers: { otlp: { protocols: { http: { endpoint: `127.0.0.1:\${env:OTLP_HTTP}` } } } },
    ...(processors === undefined ? {} : { processors }),
    ...(connectors === undefined ? {} : { connectors }),
    ...(extensions === undefined ? {} : { extensions }),
    exporters: Object.fromEntries(fileExporters),
    service: {
      ...(extensions === undefined ? {} : { extensions: Object.keys(extensions) }),
      pipelines: Object.fromEntries([
        ...pipelines,
        ...(connectors === undefined
          ? []
          : [['metrics/out', { receivers: connecting, exporters: ['file/metrics'] }]]),
      ]),
    },
  });
}
