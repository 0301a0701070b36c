/** Runs any project folder once beside a collector and keeps what the collector accepted. */
import { access, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { HostedCollector } from '../../collector/hosted-collector.ts';
import { InProcessCollector } from '../../collector/hosts/in-process-collector.ts';
import type { LabFiles, LabHost, OutputStream, RunResult } from '../../runtime/lab-runtime.ts';
import { acceptedTraces } from './accepted-traces.ts';
import { createRuntime, runtimesNamed } from './lab-runtimes.ts';
import { entryOf } from './project-entry.ts';
import { readFiles } from './read-files.ts';
import { UsageError } from './usage-error.ts';

/** For folders without a configuration of their own. */
const DEFAULT_CONFIG = `receivers:
  otlp:
    protocols:
      http:
        endpoint: localhost:4318
exporters:
  trace_store:
service:
  pipelines:
    traces:
      receivers: [otlp]
      exporters: [trace_store]
`;

export interface RunOnceOptions {
  readonly folder: string;
  readonly runtime: string;
  /** Collector configuration; the folder's collector.yaml where it has one. */
  readonly config: string | undefined;
  /** Gets one line of OTLP/JSON for each export request the collector accepted. */
  readonly out: string | undefined;
}

/** The program's output goes where it would go; resolves to the exit code: the program's, or 1 when it did not come to its end. */
export async function runOnce(options: RunOnceOptions): Promise<number> {
  const files = await readFiles(options.folder);
  const entry = entryOf(files);
  if (entry === undefined) {
    throw new UsageError(
      `${options.folder} has no program: expected "start": "node <file>" in its package.json, or src/main.ts`,
    );
  }
  const config = await configOf(options, files);
  const [kind = 'node'] = runtimesNamed(options.runtime);
  const runtime = await createRuntime(kind, await ownPackages(options.folder));
  const collector = new InProcessCollector();
  try {
    await runtime.prepare();
    const started = await collector.start(config, {
      log: (line) => process.stderr.write(`collector  ${line}\n`),
      traces: () => {},
    });
    if (!started.ok) {
      for (const { message } of started.errors) process.stderr.write(`collector  ${message}\n`);
      return 1;
    }
    const terminal = new Terminal();
    const accepted: string[] = [];
    let spans = 0;
    const result = await runtime.run(
      { files, entry },
      host(collector, terminal, (line, count) => {
        accepted.push(line);
        spans += count;
      }),
    ).result;
    await collector.shutdown();
    if (options.out !== undefined) await writeFile(options.out, accepted.map((line) => `${line}\n`).join(''));
    terminal.endLine();
    process.stdout.write(`${endText(result)}, ${spans} ${spans === 1 ? 'span' : 'spans'} received\n`);
    return result.outcome === 'exited' ? result.exitCode : 1;
  } finally {
    collector.dispose();
    await runtime.dispose();
  }
}

/** The program's output where it would go. */
class Terminal {
  #midLine = false;

  write(stream: OutputStream, text: string): void {
    if (stream === 'stdout') this.#midLine = !text.endsWith('\n');
    (stream === 'stdout' ? process.stdout : process.stderr).write(text);
  }

  /** What we say begins on a line of its own. */
  endLine(): void {
    if (this.#midLine) process.stdout.write('\n');
  }
}

function host(
  collector: HostedCollector,
  terminal: Terminal,
  onAccepted: (line: string, spans: number) => void,
): LabHost {
  return {
    output: (stream, text) => terminal.write(stream, text),
    async request(port, request) {
      const response = await collector.request(port, request);
      const accepted = response?.status === 200 ? acceptedTraces(request) : undefined;
      if (accepted !== undefined) onAccepted(accepted.line, accepted.spans);
      return response;
    },
  };
}

function endText(result: RunResult): string {
  switch (result.outcome) {
    case 'exited':
      return `exit code ${result.exitCode}`;
    case 'compile-error':
      return `compile error: ${result.diagnostics
        .map(({ location, message }) => `${location.file}:${location.line}:${location.column} ${message}`)
        .join('; ')}`;
    case 'infrastructure-error':
      return `infrastructure error: ${result.reason}`;
    default:
      return result.outcome;
  }
}

async function configOf({ config }: RunOnceOptions, files: LabFiles): Promise<string> {
  if (config === undefined) return files['collector.yaml'] ?? DEFAULT_CONFIG;
  try {
    return await readFile(config, 'utf8');
  } catch (cause) {
    throw new UsageError(`The configuration ${config} can't be read: ${String(cause)}`);
  }
}

/** A folder with packages of its own uses them; others get the project's. */
async function ownPackages(folder: string): Promise<{ nodeModules?: string }> {
  const nodeModules = path.resolve(folder, 'node_modules');
  return await access(nodeModules).then(
    () => ({ nodeModules }),
    () => ({}),
  );
}
