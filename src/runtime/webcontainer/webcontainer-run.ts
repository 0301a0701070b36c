/** One run in a container: compile, start, pass on what happens, end. */
import type { HttpRequest, HttpResponse } from '../../collector/http.ts';
import type { CompiledProgram, CompileResult } from '../compile/compiled-program.ts';
import { Watchdog } from '../embedded/watchdog.ts';
import {
  type LabHost,
  type LabProgram,
  LabRequestError,
  type LabRun,
  type RunOptions,
  type RunResult,
} from '../lab-runtime.ts';
import { packageOf } from '../packages/offered-entries.ts';
import type { Container } from './container.ts';
import { DATABASE_PACKAGE } from './container-setup.ts';
import { programFiles } from './program-files.ts';
import { ProgramProcess } from './program-process.ts';
import { ProgramReport } from './program-report.ts';
import { toBase64 } from './relay/base64.ts';
import { newNonce } from './relay/nonce.ts';
import { type FromProgram, INPUT_FILE, type ProgramSetup, RUN_VARIABLE } from './relay/program-messages.ts';
import type { RelayChannel } from './relay/relay-channel.ts';
import { within } from './within.ts';

/** What a run needs of the runtime. */
export interface RunSupport {
  readonly openPorts: readonly number[];
  compile(program: LabProgram): Promise<CompileResult>;
  /** Waits until the run before has left the container. Rejects when there is none. */
  takeContainer(
    program: LabProgram,
    /** Packages it imports. */
    specifiers: readonly string[],
  ): Promise<{ readonly container: Container; readonly relay: RelayChannel }>;
  /** The files, when a terminal shows them. */
  terminalFiles(program: LabProgram): LabProgram['files'] | undefined;
  /** The run is over; called once, before its result settles. `left` settles when nothing of it is in the container. */
  ended(left: Promise<void>, broken: boolean): void;
}

type WithoutFigures<R> = R extends unknown ? Omit<R, 'durationMs' | 'droppedOutput'> : never;
type Outcome = WithoutFigures<RunResult>;

/** How long a new process may take until the program's code runs, in ms. */
const START_MS = 30_000;
/** How long the host may take for what an ended program has sent, in ms. */
const ANSWER_MS = 5_000;
/** PostgreSQL makes its data directory when it starts, which blocks the program's thread for seconds. In ms. */
const DATABASE_START_MS = 20_000;
/** A killed process that is not gone after so many ms won't go. */
const KILL_MS = 5_000;

export class WebContainerRun implements LabRun {
  readonly result: Promise<RunResult>;
  readonly #program: LabProgram;
  readonly #host: LabHost;
  readonly #options: Required<RunOptions>;
  readonly #support: RunSupport;
  readonly #report: ProgramReport;
  readonly #startedAt = performance.now();
  readonly #answering = new Set<Promise<unknown>>();
  readonly #timers: ReturnType<typeof setTimeout>[] = [];
  #settle: (result: RunResult) => void = () => {};
  #over = false;
  #container: Container | undefined;
  #relay: RelayChannel | undefined;
  #process: ProgramProcess | undefined;
  #folder: string | undefined;
  /** Settles when there is no process of the run, or none any more. */
  #gone: Promise<unknown> = Promise.resolve();
  #watchdog: Watchdog | undefined;
  #patienceMs: number;

  constructor(program: LabProgram, host: LabHost, options: RunOptions, support: RunSupport) {
    this.#program = program;
    this.#host = host;
    this.#options = { outputLimit: 200_000, unresponsiveAfterMs: 5_000, timeoutMs: 60_000, ...options };
    this.#patienceMs = this.#options.unresponsiveAfterMs;
    this.#support = support;
    this.#report = new ProgramReport(host, this.#options.outputLimit);
    this.result = new Promise((resolve) => {
      this.#settle = resolve;
    });
    this.#start().catch((error: unknown) => this.breakDown(messageOf(error)));
  }

  stop(): void {
    this.#end({ outcome: 'stopped' });
  }

  /** It can't go on, and that is not the program's fault. */
  breakDown(reason: string): void {
    this.#end({ outcome: 'infrastructure-error', reason });
  }

  async request(port: number, request: HttpRequest): Promise<HttpResponse> {
    if (this.#over || this.#relay === undefined || !this.#report.isListening(port)) {
      throw new LabRequestError('ECONNREFUSED', port);
    }
    return await this.#relay.call(port, {
      ...request,
      headers: { host: `localhost:${port}`, ...request.headers },
    });
  }

  async #start(): Promise<void> {
    const compiled = await this.#support.compile(this.#program);
    if (this.#over) return;
    if (!compiled.ok) return this.#end({ outcome: 'compile-error', diagnostics: compiled.diagnostics });
    const specifiers = importedPackages(compiled.program);
    if (specifiers.some((specifier) => packageOf(specifier) === DATABASE_PACKAGE)) {
      this.#patienceMs = Math.max(this.#patienceMs, DATABASE_START_MS);
    }
    const { container, relay } = await this.#support.takeContainer(this.#program, specifiers);
    if (this.#over) return;
    this.#container = container;
    this.#relay = relay;
    const setup = await this.#openFolder(compiled.program, container, relay);
    // Stopped meanwhile: the folder is removed with the run.
    if (this.#over) return void this.#removeFolder();
    relay.begin(setup.token, {
      request: (port, request) => this.#answer(port, request),
      lost: (reason) => this.breakDown(reason),
    });
    const env = { [RUN_VARIABLE]: toBase64(new TextEncoder().encode(JSON.stringify(setup))) };
    const spawning = container.spawnNode(setup.folder, programFiles(compiled.program).start, env);
    this.#gone = spawning.then(
      (spawned) => {
        if (this.#over) spawned.kill();
        return spawned.exit;
      },
      () => undefined,
    );
    const spawned = await spawning;
    if (this.#over) return;
    const process = new ProgramProcess(spawned, setup.nonce, {
      message: (message, body) => this.#receive(message, body),
      text: (text) => this.#report.receiveText(text),
      broken: (reason) => this.breakDown(`the program's output has ${reason}`),
    });
    this.#process = process;
    this.#after(START_MS, () => {
      if (!this.#report.begun) this.breakDown('Node did not start the program');
    });
    this.#after(this.#options.timeoutMs, () => this.#end({ outcome: 'timed-out' }));
    const exitCode = await process.ended;
    if (!this.#over) await this.#exited(exitCode, relay);
  }

  async #openFolder(
    program: CompiledProgram,
    container: Container,
    relay: RelayChannel,
  ): Promise<ProgramSetup> {
    const { files, entry, env = {}, argv = [], stdin = '' } = this.#program;
    const { files: compiled, modules } = programFiles(program);
    // Without a package.json Node would look for one above the lab.
    const all = {
      'package.json': '{ "type": "module" }\n',
      ...files,
      ...compiled,
      [INPUT_FILE]: stdin,
    };
    this.#folder = await container.openRun(all, this.#support.terminalFiles(this.#program));
    return {
      nonce: newNonce(),
      token: newNonce(),
      relayPort: relay.port,
      openPorts: this.#support.openPorts,
      folder: this.#folder,
      entry,
      modules,
      env,
      argv,
      outputLimit: this.#options.outputLimit,
    };
  }

  /** It has ended by itself: nothing of what it sent may be missing when the result is told. */
  async #exited(exitCode: number, relay: RelayChannel): Promise<void> {
    this.#watchdog?.stop();
    for (const timer of this.#timers) clearTimeout(timer);
    if (this.#report.ranOutOfMemory) return this.breakDown('the container ran out of memory');
    if (!this.#report.begun) return this.breakDown(`Node did not start the program (exit code ${exitCode})`);
    const durationMs = performance.now() - this.#startedAt;
    await relay.fence();
    await Promise.race([
      Promise.allSettled(this.#answering),
      new Promise((resolve) => setTimeout(resolve, ANSWER_MS)),
    ]);
    const error = this.#report.uncaught;
    this.#end({ outcome: 'exited', exitCode, ...(error === undefined ? {} : { error }) }, durationMs);
  }

  #receive(message: FromProgram, body: Uint8Array): void {
    this.#report.receive(message, body);
    if (message.type === 'pong') this.#watchdog?.answered();
    else if (message.type === 'end') this.#watchdog?.stop();
    else if (message.type === 'ready') {
      this.#watchdog = new Watchdog(
        this.#patienceMs,
        () => this.#relay?.ping(),
        () => void this.#silent(),
      );
    }
  }

  async #silent(): Promise<void> {
    // The way to the program and back goes through the relay: if that is silent too, it is not the program's fault.
    const alive = await this.#relay?.isAlive();
    if (alive) this.#end({ outcome: 'unresponsive' });
    else this.breakDown('the container does not answer');
  }

  async #answer(port: number, request: HttpRequest): Promise<HttpResponse | undefined> {
    if (this.#over) return undefined;
    const answer = this.#host.request(port, request);
    this.#answering.add(answer);
    return await answer.finally(() => this.#answering.delete(answer));
  }

  #after(ms: number, action: () => void): void {
    this.#timers.push(setTimeout(action, ms));
  }

  #end(outcome: Outcome, durationMs = performance.now() - this.#startedAt): void {
    if (this.#over) return;
    this.#over = true;
    this.#watchdog?.stop();
    for (const timer of this.#timers) clearTimeout(timer);
    this.#relay?.end();
    this.#process?.kill();
    this.#support.ended(this.#left(), outcome.outcome === 'infrastructure-error');
    const { droppedOutput } = this.#report;
    this.#settle({ ...outcome, durationMs, droppedOutput } as RunResult);
  }

  /** Rejects when the process does not go. */
  async #left(): Promise<void> {
    await within(KILL_MS, this.#gone, 'the program does not end');
    // The next run has a folder of its own and need not wait.
    void this.#removeFolder();
  }

  async #removeFolder(): Promise<void> {
    const folder = this.#folder;
    this.#folder = undefined;
    // What is left of it is in nobody's way.
    if (folder !== undefined) await this.#container?.closeRun(folder).catch(() => {});
  }
}

function importedPackages({ modules }: CompiledProgram): readonly string[] {
  const targets = modules.flatMap((module) => [...module.targets, ...Object.values(module.dynamic)]);
  return targets.flatMap((target) => (target.kind === 'package' ? [target.specifier] : []));
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
