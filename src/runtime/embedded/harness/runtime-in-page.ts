/** Node's end of the harness: a `LabRuntime` whose runs take place in a page. */
import type { HttpRequest, HttpResponse } from '../../../collector/http.ts';
import {
  type LabFiles,
  type LabHost,
  type LabProgram,
  LabRequestError,
  type LabRun,
  type LabRuntime,
  type RunOptions,
  type RunResult,
  type RuntimeKind,
} from '../../lab-runtime.ts';
import {
  fromWireRequest,
  fromWireResponse,
  type HarnessEvent,
  type RunTimes,
  toWireRequest,
  toWireResponse,
} from './bridge.ts';
import type { DrivenPage } from './driven-page.ts';
import type { FolderServer } from './serve-folder.ts';

interface RunState {
  readonly host: LabHost;
  settle(result: RunResult): void;
  over: boolean;
}

export class RuntimeInPage<P extends DrivenPage = DrivenPage> implements LabRuntime {
  readonly kind: RuntimeKind;
  readonly page: P;
  readonly server: FolderServer;
  readonly #close: () => Promise<void>;
  readonly #runs = new Map<number, RunState>();
  readonly #early = new Map<number, HarnessEvent>();
  #expected = 0;
  #lastRun = 0;
  #current: LabRun | undefined;
  #disposed: Promise<void> | undefined;

  private constructor(kind: RuntimeKind, page: P, server: FolderServer, close: () => Promise<void>) {
    this.kind = kind;
    this.page = page;
    this.server = server;
    this.#close = close;
  }

  /** `close` frees the browser and the server. */
  static async open<P extends DrivenPage>(
    kind: RuntimeKind,
    page: P,
    server: FolderServer,
    close: () => Promise<void>,
  ): Promise<RuntimeInPage<P>> {
    const runtime = new RuntimeInPage(kind, page, server, close);
    await page.exposeFunction('labHarnessEvent', (event: HarnessEvent) => runtime.#receive(event));
    await page.goto(server.url);
    // A module script has run before the page counts as loaded.
    const there = await page.evaluate(() => globalThis.labHarness !== undefined, undefined);
    if (!there) throw new Error('The harness page did not start');
    page.on('close', () => runtime.#abandon('The page was closed'));
    return runtime;
  }

  async prepare(files: LabFiles = {}): Promise<void> {
    await this.page.evaluate((given) => globalThis.labHarness.prepare(given), files);
  }

  run(program: LabProgram, host: LabHost, options: RunOptions = {}): LabRun {
    this.#current?.stop();
    const id = ++this.#lastRun;
    let settle: (result: RunResult) => void = () => {};
    const result = new Promise<RunResult>((resolve) => {
      settle = resolve;
    });
    const state: RunState = { host, settle, over: false };
    this.#runs.set(id, state);
    this.page
      .evaluate(([run, given, chosen]) => globalThis.labHarness.run(run, given, chosen), [
        id,
        program,
        options,
      ] as const)
      .catch((error: unknown) => this.#fail(id, error));
    const run: LabRun = {
      result,
      stop: () => this.#stop(id),
      request: (port, request) => this.#request(id, port, request),
    };
    this.#current = run;
    return run;
  }

  /** Runs the program with a host in the page that accepts every request, and says how long that took. */
  measure(program: LabProgram): Promise<RunTimes> {
    return this.page.evaluate((given) => globalThis.labHarness.measure(given), program);
  }

  dispose(): Promise<void> {
    this.#disposed ??= this.#disposeAll();
    return this.#disposed;
  }

  async #disposeAll(): Promise<void> {
    for (const [id, { over }] of this.#runs) if (!over) this.#stop(id);
    await this.page.evaluate(() => globalThis.labHarness.dispose(), undefined).catch(() => {});
    await this.#close();
  }

  /** Settles at once, so that nothing the page is still sending comes after it. */
  #stop(id: number): void {
    const state = this.#runs.get(id);
    if (state === undefined || state.over) return;
    this.page
      .evaluate((run) => globalThis.labHarness.stop(run), id)
      .catch((error: unknown) => this.#fail(id, error));
  }

  async #request(id: number, port: number, request: HttpRequest): Promise<HttpResponse> {
    if (this.#runs.get(id)?.over !== false) throw new LabRequestError('ECONNREFUSED', port);
    const answer = await this.page
      .evaluate(([run, to, sent]) => globalThis.labHarness.request(run, to, sent), [
        id,
        port,
        toWireRequest(request),
      ] as const)
      .catch(() => ({ refused: 'ECONNRESET' }) as const);
    if ('refused' in answer) throw new LabRequestError(answer.refused, port);
    return fromWireResponse(answer.response);
  }

  /** Handles events in the order in which the page sent them. */
  #receive(event: HarnessEvent): void {
    this.#early.set(event.sequence, event);
    for (
      let next = this.#early.get(this.#expected);
      next !== undefined;
      next = this.#early.get(this.#expected)
    ) {
      this.#early.delete(this.#expected++);
      this.#handle(next);
    }
  }

  #handle(event: HarnessEvent): void {
    const state = this.#runs.get(event.run);
    if (state === undefined || state.over) return;
    switch (event.type) {
      case 'output':
        state.host.output(event.stream, event.text);
        break;
      case 'listening':
        state.host.listening?.(event.port);
        break;
      case 'request':
        void this.#answer(state.host, event);
        break;
      case 'result':
        this.#end(event.run, event.result);
        break;
    }
  }

  async #answer(
    host: LabHost,
    { id, port, request }: Extract<HarnessEvent, { type: 'request' }>,
  ): Promise<void> {
    const response = await host.request(port, fromWireRequest(request)).catch(() => undefined);
    await this.page
      .evaluate(([to, answer]) => globalThis.labHarness.answer(to, answer), [
        id,
        response && toWireResponse(response),
      ] as const)
      .catch(() => {
        // The page is gone, and with it whoever waits for the answer.
      });
  }

  #end(id: number, result: RunResult): void {
    const state = this.#runs.get(id);
    if (state === undefined || state.over) return;
    state.over = true;
    state.settle(result);
    this.#runs.delete(id);
  }

  #fail(id: number, error: unknown): void {
    const reason = error instanceof Error ? error.message : String(error);
    this.#end(id, { outcome: 'infrastructure-error', reason, durationMs: 0, droppedOutput: 0 });
  }

  #abandon(reason: string): void {
    for (const id of [...this.#runs.keys()]) this.#fail(id, new Error(reason));
  }
}
