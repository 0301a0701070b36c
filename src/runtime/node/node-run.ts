/** One program in one process. */
import { type ChildProcess, spawn } from 'node:child_process';
import { constants } from 'node:os';
import path from 'node:path';
import { performance } from 'node:perf_hooks';
import type { Readable, Writable } from 'node:stream';
import { fileURLToPath, pathToFileURL } from 'node:url';
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
import { CappedOutput } from './capped-output.ts';
import {
  HOST_TO_PROGRAM_FD,
  type HostMessage,
  lineSplitter,
  PROGRAM_TO_HOST_FD,
  type ProgramMessage,
} from './control-messages.ts';
import { Gateway } from './gateway.ts';
import { isLoadError, loadDiagnostics } from './load-diagnostics.ts';
import { gatewayPath, portPath } from './port-path.ts';
import { requestServer } from './request-server.ts';
import { createRunFolder, type RunFolder } from './run-folder.ts';
import { toUncaughtError } from './uncaught-error.ts';
import { Watchdog } from './watchdog.ts';

const PRELOAD = fileURLToPath(new URL('./preload/preload.ts', import.meta.url));

const DEFAULTS = { outputLimit: 200_000, unresponsiveAfterMs: 5_000, timeoutMs: 60_000 } satisfies RunOptions;

/** How long a new process may take until the program's code runs, in ms; past it, the machine is at fault. */
const START_DEADLINE_MS = 30_000;

/** How long the streams of an ended process may stay open, in ms (a process it started may hold them). */
const CLOSE_DEADLINE_MS = 2_000;

type EndedBy = 'stopped' | 'timed-out' | 'unresponsive' | 'never-started';
type RunEnd<R = RunResult> = R extends unknown ? Omit<R, 'durationMs' | 'droppedOutput'> : never;

export class NodeRun implements LabRun {
  readonly result: Promise<RunResult>;
  readonly #program: LabProgram;
  readonly #host: LabHost;
  readonly #options: Required<RunOptions>;
  readonly #output: CappedOutput;
  readonly #listening = new Set<number>();
  readonly #startedAt = performance.now();
  #folder: RunFolder | undefined;
  #child: ChildProcess | undefined;
  #watchdog: Watchdog | undefined;
  #endedBy: EndedBy | undefined;
  #uncaught: Extract<ProgramMessage, { type: 'uncaught' }> | undefined;
  #settled = false;

  constructor(program: LabProgram, host: LabHost, options: RunOptions, nodeModules: string) {
    this.#program = program;
    this.#host = host;
    this.#options = { ...DEFAULTS, ...options };
    this.#output = new CappedOutput(this.#options.outputLimit, (stream, text) => host.output(stream, text));
    this.result = this.#run(nodeModules).catch((error: unknown) =>
      this.#end({ outcome: 'infrastructure-error', reason: String(error) }),
    );
  }

  stop(): void {
    this.#kill('stopped');
  }

  async request(port: number, request: HttpRequest): Promise<HttpResponse> {
    if (this.#folder === undefined || this.#settled || !this.#listening.has(port)) {
      throw new LabRequestError('ECONNREFUSED', port);
    }
    return await requestServer(portPath(this.#folder.sockets, port), port, request);
  }

  async #run(nodeModules: string): Promise<RunResult> {
    const folder = await createRunFolder(this.#program.files, nodeModules);
    this.#folder = folder;
    const gateway = new Gateway(
      (port, request) => (this.#settled ? Promise.resolve(undefined) : this.#host.request(port, request)),
      (connection) => this.#tell({ type: 'refuse', connection }),
    );
    try {
      await gateway.listen(gatewayPath(folder.sockets));
      const exitCode = this.#endedBy === undefined ? await this.#process(folder) : 0;
      const durationMs = performance.now() - this.#startedAt;
      await gateway.close(this.#endedBy !== undefined);
      return this.#end(await this.#outcome(exitCode, folder), durationMs);
    } finally {
      this.#settled = true;
      await gateway.close(true);
      await folder.remove();
    }
  }

  /** Runs the process to its end; resolves to its exit code, as a shell counts signals. */
  async #process(folder: RunFolder): Promise<number> {
    const { entry, env, argv = [] } = this.#program;
    const preload = pathToFileURL(PRELOAD);
    preload.searchParams.set('sockets', folder.sockets);
    const child = spawn(process.execPath, ['--import', preload.href, path.join(folder.lab, entry), ...argv], {
      cwd: folder.lab,
      env: { ...hostEnvironment(), ...env },
      stdio: ['ignore', 'pipe', 'pipe', 'pipe', 'pipe'],
      detached: process.platform !== 'win32',
    });
    this.#child = child;
    const exited = new Promise<number>((resolve, reject) => {
      child.once('error', reject);
      child.once('exit', (code, signal) =>
        resolve(code ?? 128 + (signal === null ? 0 : constants.signals[signal])),
      );
    });
    const closed = new Promise<void>((resolve) => void child.once('close', () => resolve()));
    this.#read(child.stdout, 'stdout');
    this.#read(child.stderr, 'stderr');
    this.#hear(child.stdio[PROGRAM_TO_HOST_FD] as Readable | undefined);
    (child.stdio[HOST_TO_PROGRAM_FD] as Writable | undefined)?.on('error', () => {});
    const start = setTimeout(() => this.#kill('never-started'), START_DEADLINE_MS);
    const timeout = setTimeout(() => this.#kill('timed-out'), this.#options.timeoutMs);
    child.stdio[PROGRAM_TO_HOST_FD]?.once('data', () => clearTimeout(start));
    try {
      const exitCode = await exited;
      this.#killGroup();
      await Promise.race([closed, new Promise((resolve) => setTimeout(resolve, CLOSE_DEADLINE_MS).unref())]);
      return exitCode;
    } finally {
      clearTimeout(start);
      clearTimeout(timeout);
      this.#watchdog?.stop();
    }
  }

  async #outcome(exitCode: number, folder: RunFolder): Promise<RunEnd> {
    if (this.#endedBy === 'never-started' || (this.#endedBy === undefined && this.#watchdog === undefined)) {
      return { outcome: 'infrastructure-error', reason: 'The process ended before the program could start' };
    }
    if (this.#endedBy !== undefined) return { outcome: this.#endedBy };
    if (this.#uncaught === undefined) return { outcome: 'exited', exitCode };
    if (isLoadError(this.#uncaught, folder.lab)) {
      const diagnostics = await loadDiagnostics(this.#program, this.#uncaught, folder.lab);
      return { outcome: 'compile-error', diagnostics };
    }
    return { outcome: 'exited', exitCode, error: toUncaughtError(this.#uncaught, folder.lab) };
  }

  #end(end: RunEnd, durationMs = performance.now() - this.#startedAt): RunResult {
    this.#settled = true;
    return { ...end, durationMs, droppedOutput: this.#output.dropped } as RunResult;
  }

  #read(stream: Readable | null, name: OutputStream): void {
    stream?.setEncoding('utf8');
    stream?.on('data', (text: string) => {
      if (!this.#settled && this.#endedBy !== 'stopped') this.#output.write(name, text);
    });
  }

  #hear(stream: Readable | undefined): void {
    stream?.setEncoding('utf8');
    stream?.on(
      'data',
      lineSplitter((line) => this.#onMessage(JSON.parse(line) as ProgramMessage)),
    );
  }

  #onMessage(message: ProgramMessage): void {
    switch (message.type) {
      case 'ready':
        this.#watchdog = new Watchdog(
          this.#options.unresponsiveAfterMs,
          () => this.#tell({ type: 'ping' }),
          () => this.#kill('unresponsive'),
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

  #tell(message: HostMessage): void {
    const channel = this.#child?.stdio[HOST_TO_PROGRAM_FD] as Writable | undefined;
    if (channel?.writable) channel.write(`${JSON.stringify(message)}\n`);
  }

  #kill(by: EndedBy): void {
    if (this.#settled || this.#endedBy !== undefined) return;
    if (this.#child !== undefined && this.#child.exitCode !== null) return;
    this.#endedBy = by;
    this.#killGroup();
  }

  /** The process and whatever it started. */
  #killGroup(): void {
    const { pid } = this.#child ?? {};
    if (pid === undefined) return;
    try {
      if (process.platform === 'win32') this.#child?.kill('SIGKILL');
      else process.kill(-pid, 'SIGKILL');
    } catch {
      // Nobody is left in the group.
    }
  }
}

/** What programs expect of any machine, and nothing of this one's owner. */
function hostEnvironment(): Record<string, string> {
  const names = ['PATH', 'TMPDIR', ...(process.platform === 'win32' ? ['SystemRoot', 'TEMP', 'TMP'] : [])];
  return Object.fromEntries(
    names.flatMap((name) => (process.env[name] === undefined ? [] : [[name, process.env[name]]])),
  );
}
