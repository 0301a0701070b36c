/** One program in one process, from its files to its result. */
import type { HttpRequest, HttpResponse } from '../../collector/http.ts';
import {
  type LabHost,
  type LabProgram,
  LabRequestError,
  type LabRun,
  type OutputStream,
  type RunOptions,
  type RunResult,
} from '../lab-runtime.ts';
import { declaredPackages } from '../packages/declared-packages.ts';
import { CappedOutput } from './capped-output.ts';
import type { ProgramMessage } from './control-messages.ts';
import { Gateway } from './gateway.ts';
import { LabProcess } from './lab-process.ts';
import { isLoadError, loadDiagnostics } from './load-diagnostics.ts';
import { gatewayPath, portPath } from './port-path.ts';
import { requestServer } from './request-server.ts';
import { createRunFolder, type RunFolder } from './run-folder.ts';
import { toUncaughtError } from './uncaught-error.ts';
import { Watchdog } from './watchdog.ts';

/** As `RunOptions` documents them. */
const DEFAULTS: Required<RunOptions> = {
  outputLimit: 200_000,
  unresponsiveAfterMs: 5_000,
  timeoutMs: 60_000,
};

/**
 * Added to the watchdog's patience, in ms: PGlite makes its data directory in the program's own thread, which takes
 * three seconds here and many times that on a busy machine.
 */
const DATABASE_CREATION_MS = 20_000;

/** How long a new process may take until the program's code runs, in ms; past it, the machine is at fault. */
const START_DEADLINE_MS = 30_000;

/** Why the program was ended from outside. */
type EndedBy = 'stopped' | 'timed-out' | 'unresponsive' | 'never-started';

type WithoutFigures<R> = R extends unknown ? Omit<R, 'durationMs' | 'droppedOutput'> : never;

export class NodeRun implements LabRun {
  readonly result: Promise<RunResult>;
  readonly #program: LabProgram;
  readonly #host: LabHost;
  readonly #options: Required<RunOptions>;
  readonly #output: CappedOutput;
  readonly #startedAt = performance.now();
  readonly #listening = new Set<number>();
  #folder: RunFolder | undefined;
  #process: LabProcess | undefined;
  #watchdog: Watchdog | undefined;
  #endedBy: EndedBy | undefined;
  #uncaught: Extract<ProgramMessage, { type: 'uncaught' }> | undefined;
  #settled = false;

  constructor(program: LabProgram, host: LabHost, options: RunOptions, nodeModules: readonly string[]) {
    this.#program = program;
    this.#host = host;
    const usesDatabase = declaredPackages(program.files)?.['@electric-sql/pglite'] !== undefined;
    const chosen = { ...DEFAULTS, ...options };
    const unresponsiveAfterMs = chosen.unresponsiveAfterMs + (usesDatabase ? DATABASE_CREATION_MS : 0);
    this.#options = { ...chosen, unresponsiveAfterMs };
    this.#output = new CappedOutput(this.#options.outputLimit, (stream, text) => host.output(stream, text));
    this.result = this.#run(nodeModules).catch((error: unknown) =>
      this.#settle({ outcome: 'infrastructure-error', reason: String(error) }),
    );
  }

  stop(): void {
    this.#end('stopped');
  }

  async request(port: number, request: HttpRequest): Promise<HttpResponse> {
    if (this.#folder === undefined || this.#settled || !this.#listening.has(port)) {
      throw new LabRequestError('ECONNREFUSED', port);
    }
    return await requestServer(portPath(this.#folder.sockets, port), port, request);
  }

  async #run(nodeModules: readonly string[]): Promise<RunResult> {
    const folder = await createRunFolder(this.#program.files, nodeModules);
    this.#folder = folder;
    const gateway = new Gateway(
      (port, request) => (this.#settled ? Promise.resolve(undefined) : this.#host.request(port, request)),
      (connection) => this.#process?.tell({ type: 'refuse', connection }),
    );
    try {
      await gateway.listen(gatewayPath(folder.sockets));
      // It may have been stopped meanwhile.
      const exitCode = this.#endedBy === undefined ? await this.#runProcess(folder) : 0;
      const durationMs = performance.now() - this.#startedAt;
      await gateway.close(this.#endedBy !== undefined);
      return this.#settle(await this.#outcome(exitCode, folder), durationMs);
    } finally {
      this.#settled = true;
      await gateway.close(true);
      await folder.remove();
    }
  }

  async #runProcess(folder: RunFolder): Promise<number> {
    this.#process = new LabProcess(folder, this.#program, {
      output: (stream, text) => this.#onOutput(stream, text),
      message: (message) => this.#onMessage(message),
    });
    const start = setTimeout(() => {
      if (this.#watchdog === undefined) this.#end('never-started');
    }, START_DEADLINE_MS);
    const timeout = setTimeout(() => this.#end('timed-out'), this.#options.timeoutMs);
    try {
      return await this.#process.ended;
    } finally {
      clearTimeout(start);
      clearTimeout(timeout);
      this.#watchdog?.stop();
    }
  }

  async #outcome(exitCode: number, folder: RunFolder): Promise<WithoutFigures<RunResult>> {
    const endedBy = this.#endedBy;
    if (endedBy === 'never-started' || (endedBy === undefined && this.#watchdog === undefined)) {
      return {
        outcome: 'infrastructure-error',
        reason: `Node did not start the program (exit code ${exitCode})`,
      };
    }
    if (endedBy !== undefined) return { outcome: endedBy };
    if (this.#uncaught === undefined) return { outcome: 'exited', exitCode };
    if (isLoadError(this.#uncaught, folder.lab)) {
      const diagnostics = await loadDiagnostics(this.#program, this.#uncaught, folder.lab);
      return { outcome: 'compile-error', diagnostics };
    }
    return { outcome: 'exited', exitCode, error: toUncaughtError(this.#uncaught, folder.lab) };
  }

  #settle(end: WithoutFigures<RunResult>, durationMs = performance.now() - this.#startedAt): RunResult {
    this.#settled = true;
    return { ...end, durationMs, droppedOutput: this.#output.dropped } as RunResult;
  }

  #onOutput(stream: OutputStream, text: string): void {
    // A stopped program has nothing more to say, though its last words may still be in the pipe.
    if (!this.#settled && this.#endedBy !== 'stopped') this.#output.write(stream, text);
  }

  #onMessage(message: ProgramMessage): void {
    switch (message.type) {
      case 'ready':
        this.#watchdog = new Watchdog(
          this.#options.unresponsiveAfterMs,
          () => this.#process?.tell({ type: 'ping' }),
          () => this.#end('unresponsive'),
        );
        break;
      case 'pong':
        this.#watchdog?.answered();
        break;
      case 'listening':
        this.#listening.add(message.port);
        if (!this.#settled) this.#host.listening?.(message.port);
        break;
      case 'closed':
        this.#listening.delete(message.port);
        break;
      case 'uncaught':
        this.#uncaught = message;
    }
  }

  /** The first reason counts; a program that has ended by itself has none. */
  #end(by: EndedBy): void {
    if (this.#settled || this.#endedBy !== undefined || this.#process?.running === false) return;
    this.#endedBy = by;
    this.#process?.kill();
  }
}
