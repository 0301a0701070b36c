/** A runtime for tests: the program is a function. */
import type { LabHost, LabProgram, LabRun, LabRuntime, RunResult } from '../../runtime/lab-runtime.ts';

export type FakeProgram = (
  host: LabHost,
  program: LabProgram,
  stopped: Promise<void>,
) => Promise<Partial<RunResult>>;

export class FakeRuntime implements LabRuntime {
  readonly kind = 'node';
  readonly #program: FakeProgram;

  constructor(program: FakeProgram) {
    this.#program = program;
  }

  async prepare(): Promise<void> {}

  run(program: LabProgram, host: LabHost): LabRun {
    const stopping = Promise.withResolvers<void>();
    const figures = { durationMs: 1, droppedOutput: 0 };
    const ended = this.#program(host, program, stopping.promise).then(
      (end) => ({ ...figures, outcome: 'exited', exitCode: 0, ...end }) as RunResult,
    );
    return {
      result: Promise.race([
        ended,
        stopping.promise.then((): RunResult => ({ ...figures, outcome: 'stopped' })),
      ]),
      stop: stopping.resolve,
      request: async (_port, { path }) => ({
        status: 200,
        headers: {},
        body: new TextEncoder().encode(path),
      }),
    };
  }

  async dispose(): Promise<void> {}
}

/** What an exporter does. */
export async function exportSpan(host: LabHost, name: string): Promise<void> {
  const body = new TextEncoder().encode(name);
  await host.request(4318, { method: 'POST', path: '/v1/traces', headers: {}, body });
}
