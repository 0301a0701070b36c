/** Runs a program in a runtime under test and collects what it leaves. */
import { expect } from 'vitest';
import type { HttpRequest, HttpResponse } from '../../collector/http.ts';
import type {
  LabFiles,
  LabProgram,
  LabRun,
  LabRuntime,
  OutputStream,
  RunOptions,
  RunResult,
} from '../lab-runtime.ts';

/** The packages contract programs may import. */
export const CONTRACT_PACKAGES = {
  '@opentelemetry/api': '1.9.1',
  '@opentelemetry/context-async-hooks': '2.12.0',
  '@opentelemetry/exporter-trace-otlp-http': '0.223.0',
  '@opentelemetry/resources': '2.12.0',
  '@opentelemetry/sdk-trace-web': '2.12.0',
};

export interface ProgramInput {
  readonly main: string;
  readonly files?: LabFiles | undefined;
  readonly env?: Readonly<Record<string, string>> | undefined;
  readonly argv?: readonly string[] | undefined;
  readonly stdin?: string | undefined;
  readonly options?: RunOptions | undefined;
  /** Answers for the collector's ports; nothing listens when absent. */
  readonly onRequest?: (port: number, request: HttpRequest) => Promise<HttpResponse | undefined>;
  /** Called with the run as soon as the program prints a line. */
  readonly onLine?: (line: string, run: LabRun) => void;
  readonly onListening?: (port: number, run: LabRun) => void;
}

export interface ProgramEnd {
  readonly result: RunResult;
  readonly stdout: string;
  readonly stderr: string;
}

/** Fails the test when the host is called after the result has settled. */
export async function runProgram(runtime: LabRuntime, input: ProgramInput): Promise<ProgramEnd> {
  return await startProgram(runtime, input).end;
}

export function startProgram(
  runtime: LabRuntime,
  input: ProgramInput,
): { readonly run: LabRun; readonly end: Promise<ProgramEnd> } {
  const text: Record<OutputStream, string> = { stdout: '', stderr: '' };
  const lateCalls: string[] = [];
  let settled = false;
  const call = (name: string): void => {
    if (settled) lateCalls.push(name);
  };
  const run = runtime.run(
    toProgram(input),
    {
      output(stream, chunk) {
        call('output');
        const linesBefore = text.stdout.split('\n').length;
        text[stream] += chunk;
        if (stream !== 'stdout' || input.onLine === undefined) return;
        for (const line of text.stdout.split('\n').slice(linesBefore - 1, -1)) input.onLine(line, run);
      },
      request(port, request) {
        call('request');
        return input.onRequest?.(port, request) ?? Promise.resolve(undefined);
      },
      listening(port) {
        call('listening');
        input.onListening?.(port, run);
      },
    },
    input.options,
  );
  const end = run.result.then(async (result) => {
    settled = true;
    // A late call would come in one of the next turns of the event loop.
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(lateCalls).toEqual([]);
    return { result, ...text };
  });
  return { run, end };
}

function toProgram({ main, files, env, argv, stdin }: ProgramInput): LabProgram {
  const manifest = { name: 'contract', private: true, type: 'module', dependencies: CONTRACT_PACKAGES };
  return {
    files: { 'package.json': JSON.stringify(manifest), ...files, 'src/main.ts': main },
    entry: 'src/main.ts',
    ...(env === undefined ? {} : { env }),
    ...(argv === undefined ? {} : { argv }),
    ...(stdin === undefined ? {} : { stdin }),
  };
}
