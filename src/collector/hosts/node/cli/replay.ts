import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { components } from '../../../components/components.ts';
import { formatDuration } from '../../../config/duration.ts';
import { parseFeatureGates } from '../../../config/feature-gates.ts';
import { type Arrival, readLines } from '../../replay/read-lines.ts';
import { type ExporterOutput, type ReplayOutcome, replay } from '../../replay/replay.ts';
import type { ReplayArguments } from './arguments.ts';
import { configOf, processEnvironment } from './read-config.ts';

type Print = (line: string) => void;

/** `replay`: recorded telemetry through a configuration on a virtual clock. Resolves with the exit code. */
export async function runReplay(command: ReplayArguments, print: Print, complain: Print): Promise<number> {
  const featureGates = parseFeatureGates(command.featureGates);
  const arrivals = command.files.flatMap(({ signal, path }): Arrival[] =>
    readLines(signal, path, readInput(signal, path)),
  );
  const outcome = await replay({
    config: configOf(command),
    featureGates,
    components,
    environment: processEnvironment(),
    arrivals,
    seed: command.seed,
    start: command.start,
    until: command.until,
    print: complain,
    settle: () => setImmediate(),
  });
  if (!outcome.ok) {
    complain(`Error: ${outcome.text}`);
    return 1;
  }
  const files = writeOutputs(command.out, outcome.outputs);
  for (const line of report(outcome, arrivals.length, files)) print(line);
  return 0;
}

function readInput(signal: string, path: string): Uint8Array {
  try {
    return readFileSync(path);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new Error(`can't read --${signal} ${path}: ${reason}`, { cause: error });
  }
}

/** Writes every output under its name, and only when all are there; resolves names that fall together. */
function writeOutputs(folder: string, outputs: readonly ExporterOutput[]): string[] {
  const taken = new Set<string>();
  const files = outputs.map(({ exporter, signal, lines }) => {
    const base = exporter.replaceAll('/', '_');
    let name = `${base}.${signal}.jsonl`;
    for (let number = 2; taken.has(name); number++) name = `${base}_${number}.${signal}.jsonl`;
    taken.add(name);
    return { path: join(folder, name), lines };
  });
  try {
    mkdirSync(folder, { recursive: true });
    for (const { path, lines } of files) writeFileSync(`${path}.part`, joined(lines));
    for (const { path } of files) renameSync(`${path}.part`, path);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new Error(`can't write to --out ${folder}: ${reason}`, { cause: error });
  }
  return files.map(({ path }) => path);
}

function joined(lines: readonly Uint8Array[]): Uint8Array {
  const newline = new Uint8Array([0x0a]);
  return Buffer.concat(lines.flatMap((line) => [line, newline]));
}

function report(
  outcome: Extract<ReplayOutcome, { ok: true }>,
  lines: number,
  files: readonly string[],
): string[] {
  const { outputs, status, refused, tooLate, lasted } = outcome;
  const items = (output: ExporterOutput): number =>
    status
      .filter(({ kind, id, pipeline }) => {
        const [signal] = pipeline.split('/');
        return kind === 'exporter' && id === output.exporter && signal === output.signal;
      })
      .reduce((sum, { incoming }) => sum + incoming, 0);
  return [
    `${lines} lines replayed in ${formatDuration(lasted)} of virtual time`,
    ...refused.map(({ place, reason }) => `${place} was refused: ${reason}`),
    ...tooLate.map((place) => `${place} was left out: it arrives after --until`),
    ...outputs.map(
      (output, index) => `${output.exporter}: ${items(output)} items of ${output.signal} -> ${files[index]}`,
    ),
  ];
}
