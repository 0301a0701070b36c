/** A page's end of the harness: Node drives the runtime that lives here. */
import { type LabHost, LabRequestError, type LabRun, type LabRuntime } from '../../lab-runtime.ts';
import {
  fromWireRequest,
  fromWireResponse,
  type HarnessEvent,
  type LabHarness,
  toWireRequest,
  toWireResponse,
  type WireResponse,
} from './bridge.ts';

type EventBody<Event> = Event extends HarnessEvent ? Omit<Event, 'sequence' | 'run'> : never;

declare global {
  var labHarness: LabHarness;
  /** Put here by Playwright. */
  function labHarnessEvent(event: HarnessEvent): Promise<void>;
}

/** Puts `runtime` under the command of Node. Once in each page. */
export function driveRuntime(runtime: LabRuntime): void {
  const runs = new Map<number, LabRun>();
  const answers = new Map<number, (response: WireResponse | undefined) => void>();
  let sequence = 0;
  let lastRequest = 0;

  function report(run: number, event: EventBody<HarnessEvent>): void {
    void labHarnessEvent({ sequence: sequence++, run, ...event } as HarnessEvent);
  }

  function hostOf(run: number): LabHost {
    return {
      output: (stream, text) => report(run, { type: 'output', stream, text }),
      listening: (port) => report(run, { type: 'listening', port }),
      async request(port, request) {
        const id = ++lastRequest;
        const answered = new Promise<WireResponse | undefined>((resolve) => answers.set(id, resolve));
        report(run, { type: 'request', id, port, request: toWireRequest(request) });
        const response = await answered;
        return response && fromWireResponse(response);
      },
    };
  }

  globalThis.labHarness = {
    prepare: (files) => runtime.prepare(files),
    run(id, program, options) {
      const run = runtime.run(program, hostOf(id), options);
      runs.set(id, run);
      void run.result.then((result) => {
        report(id, { type: 'result', result });
        runs.delete(id);
      });
    },
    stop: (id) => runs.get(id)?.stop(),
    answer(id, response) {
      answers.get(id)?.(response);
      answers.delete(id);
    },
    async request(id, port, request) {
      const run = runs.get(id);
      if (run === undefined) return { refused: 'ECONNREFUSED' };
      try {
        return { response: toWireResponse(await run.request(port, fromWireRequest(request))) };
      } catch (error) {
        if (error instanceof LabRequestError) return { refused: error.code };
        throw error;
      }
    },
    async measure(program) {
      const startedAt = performance.now();
      let firstRequestMs = Number.NaN;
      const run = runtime.run(program, {
        output() {},
        async request() {
          if (Number.isNaN(firstRequestMs)) firstRequestMs = performance.now() - startedAt;
          return {
            status: 200,
            headers: { 'content-type': 'application/json' },
            body: new TextEncoder().encode('{}'),
          };
        },
      });
      await run.result;
      return { firstRequestMs, endMs: performance.now() - startedAt };
    },
    dispose: () => runtime.dispose(),
  };
}
