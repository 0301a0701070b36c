/** One run in the embedded runtime: compile, start, pass on what happens, end. */
import type { HttpRequest, HttpResponse } from '../../collector/http.ts';
import type { CompiledProgram, CompileResult } from '../compile/compiled-program.ts';
import type { DatabaseThread } from '../database/lab-database.ts';
import {
  type LabHost,
  type LabProgram,
  LabRequestError,
  type LabRun,
  type OutputStream,
  type RunOptions,
  type RunResult,
} from '../lab-runtime.ts';
import type { FromThread } from './messages.ts';
import type { SandboxThread } from './sandbox-thread.ts';
import { Watchdog } from './watchdog.ts';

/** What a run needs of the runtime. */
export interface RunSupport {
  compile(program: LabProgram): Promise<CompileResult>;
  /** A worker that waits for a program. */
  takeThread(): Promise<SandboxThread>;
  /** A database nobody has used, when the program asks for one; this run ends it. */
  takeDatabase(program: CompiledProgram): DatabaseThread | undefined;
  /** The run is over; called once, before its result settles. */
  ended(thread: SandboxThread | undefined): void;
}

type Outcome = RunResult extends infer Result
  ? Result extends RunResult
    ? Omit<Result, 'durationMs' | 'droppedOutput'>
    : never
  : never;

interface PendingRequest {
  readonly port: number;
  resolve(response: HttpResponse): void;
  reject(error: LabRequestError): void;
}

/** A worker that doesn't confirm its program in this time has died since it was started. */
const START_PATIENCE_MS = 5_000;

export class EmbeddedRun implements LabRun {
  readonly result: Promise<RunResult>;
  readonly #program: LabProgram;
  readonly #host: LabHost;
  readonly #support: RunSupport;
  readonly #outputLimit: number;
  readonly #unresponsiveAfterMs: number;
  readonly #timeoutMs: number;
  readonly #startedAt = performance.now();
  readonly #requests = new Map<number, PendingRequest>();
  #nextRequest = 1;
  #settle: (result: RunResult) => void = () => {};
  #over = false;
  #thread: SandboxThread | undefined;
  #watchdog: Watchdog | undefined;
  #database: DatabaseThread | undefined;
  #databaseWatchdog: Watchdog | undefined;
  #timers: ReturnType<typeof setTimeout>[] = [];
  #passedOutput = 0;
  #droppedBefore = 0;
  #droppedHere = 0;
  /** Requests made before the program started. */
  #whenStarted: (() => void)[] | undefined = [];

  constructor(program: LabProgram, host: LabHost, options: RunOptions, support: RunSupport) {
    this.#program = program;
    this.#host = host;
    this.#support = support;
    this.#outputLimit = options.outputLimit ?? 200_000;
    this.#unresponsiveAfterMs = options.unresponsiveAfterMs ?? 5_000;
    this.#timeoutMs = options.timeoutMs ?? 60_000;
    this.result = new Promise((resolve) => {
      this.#settle = resolve;
    });
    this.#start().catch((error: unknown) => {
      this.#end({
        outcome: 'infrastructure-error',
        reason: error instanceof Error ? error.message : String(error),
      });
    });
  }

  stop(): void {
    this.#end({ outcome: 'stopped' });
  }

  request(port: number, request: HttpRequest): Promise<HttpResponse> {
    if (this.#over) return Promise.reject(new LabRequestError('ECONNREFUSED', port));
    return new Promise((resolve, reject) => {
      const id = this.#nextRequest++;
      this.#requests.set(id, { port, resolve, reject });
      const send = (): void => this.#thread?.send({ type: 'request', id, port, request });
      if (this.#whenStarted === undefined) send();
      else this.#whenStarted.push(send);
    });
  }

  async #start(): Promise<void> {
    const compiled = await this.#support.compile(this.#program);
    if (this.#over) return;
    if (!compiled.ok) {
      this.#end({ outcome: 'compile-error', diagnostics: compiled.diagnostics });
      return;
    }
    const thread = await this.#support.takeThread();
    if (this.#over) {
      void thread.kill();
      return;
    }
    this.#thread = thread;
    thread.listen((message) => this.#receive(message));
    this.#after(START_PATIENCE_MS, () => {
      if (this.#watchdog === undefined) {
        this.#end({ outcome: 'infrastructure-error', reason: 'The sandbox did not start the program' });
      }
    });
    this.#after(this.#timeoutMs, () => this.#end({ outcome: 'timed-out' }));
    const database = this.#connectDatabase(compiled.program);
    thread.send(
      {
        type: 'start',
        program: compiled.program,
        files: this.#program.files,
        env: this.#program.env ?? {},
        argv: this.#program.argv ?? [],
        stdin: this.#program.stdin ?? '',
        outputLimit: this.#outputLimit,
        ...(database === undefined ? {} : { database }),
      },
      database === undefined ? [] : [database],
    );
  }

  /** A statement that doesn't end is to the learner what a loop is: in Node both would block the program. */
  #connectDatabase(program: CompiledProgram): MessagePort | undefined {
    const database = this.#support.takeDatabase(program);
    if (database === undefined) return undefined;
    this.#database = database;
    database.whenFailed((reason) => this.#end({ outcome: 'infrastructure-error', reason }));
    this.#databaseWatchdog = new Watchdog(
      this.#unresponsiveAfterMs,
      () => database.ping(() => this.#databaseWatchdog?.answered()),
      () => this.#end({ outcome: 'unresponsive' }),
    );
    return database.connect();
  }

  #receive(message: FromThread): void {
    switch (message.type) {
      case 'started':
        this.#watchdog = new Watchdog(
          this.#unresponsiveAfterMs,
          () => this.#thread?.send({ type: 'ping' }),
          () => this.#end({ outcome: 'unresponsive' }),
        );
        for (const send of this.#whenStarted ?? []) send();
        this.#whenStarted = undefined;
        break;
      case 'pong':
        this.#watchdog?.answered();
        break;
      case 'output':
        this.#droppedBefore = message.dropped;
        for (const { stream, text } of message.parts) this.#pass(stream, text);
        break;
      case 'listening':
        this.#host.listening?.(message.port);
        break;
      case 'request':
        void this.#answer(message.id, message.port, message.request);
        break;
      case 'response': {
        const pending = this.#requests.get(message.id);
        this.#requests.delete(message.id);
        if (typeof message.answer !== 'string') pending?.resolve(message.answer);
        else pending?.reject(new LabRequestError(message.answer, pending.port));
        break;
      }
      case 'exit':
        this.#end({
          outcome: 'exited',
          exitCode: message.exitCode,
          ...(message.error === undefined ? {} : { error: message.error }),
        });
        break;
      case 'failed':
        this.#end({ outcome: 'infrastructure-error', reason: message.reason });
        break;
      case 'ready':
        break;
    }
  }

  /** The worker keeps to the limit; this is for a worker that doesn't. */
  #pass(stream: OutputStream, text: string): void {
    const passed = text.slice(0, this.#outputLimit - this.#passedOutput);
    this.#passedOutput += passed.length;
    this.#droppedHere += text.length - passed.length;
    if (passed !== '') this.#host.output(stream, passed);
  }

  async #answer(id: number, port: number, request: HttpRequest): Promise<void> {
    // A host that fails is, to the program, a port where nothing listens.
    const response = await this.#host.request(port, request).catch(() => undefined);
    if (!this.#over) this.#thread?.send({ type: 'response', id, response });
  }

  #after(ms: number, action: () => void): void {
    this.#timers.push(setTimeout(action, ms));
  }

  #end(outcome: Outcome): void {
    if (this.#over) return;
    this.#over = true;
    this.#watchdog?.stop();
    this.#databaseWatchdog?.stop();
    this.#database?.end();
    for (const timer of this.#timers) clearTimeout(timer);
    for (const { port, reject } of this.#requests.values()) reject(new LabRequestError('ECONNRESET', port));
    this.#requests.clear();
    this.#support.ended(this.#thread);
    this.#settle({
      ...outcome,
      durationMs: performance.now() - this.#startedAt,
      droppedOutput: this.#droppedBefore + this.#droppedHere,
    } as RunResult);
  }
}
