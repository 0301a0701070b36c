/** The process of a run: Node on the lab's files with the preload in front, and the two channels beside its streams. */
import { type ChildProcess, spawn } from 'node:child_process';
import { constants } from 'node:os';
import path from 'node:path';
import type { Readable, Writable } from 'node:stream';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type { LabProgram, OutputStream } from '../lab-runtime.ts';
import {
  HOST_TO_PROGRAM_FD,
  type HostMessage,
  lineSplitter,
  PROGRAM_TO_HOST_FD,
  type ProgramMessage,
} from './control-messages.ts';
import type { RunFolder } from './run-folder.ts';

const PRELOAD = fileURLToPath(new URL('./preload/preload.ts', import.meta.url));

/** How long the streams of an ended process may stay open, in ms (a process it started may have left the group with them). */
const CLOSE_DEADLINE_MS = 2_000;

export interface ProcessEvents {
  output(stream: OutputStream, text: string): void;
  message(message: ProgramMessage): void;
}

export class LabProcess {
  /** The exit code, with signals as shells count them, once everything written has been read. Rejects when no process could be started. */
  readonly ended: Promise<number>;
  readonly #child: ChildProcess;

  constructor(folder: RunFolder, program: LabProgram, events: ProcessEvents) {
    const { entry, env, argv = [], stdin } = program;
    const preload = pathToFileURL(PRELOAD);
    preload.searchParams.set('sockets', folder.sockets);
    this.#child = spawn(process.execPath, ['--import', preload.href, path.join(folder.lab, entry), ...argv], {
      cwd: folder.lab,
      env: { ...hostEnvironment(), ...env },
      stdio: [stdin === undefined ? 'ignore' : 'pipe', 'pipe', 'pipe', 'pipe', 'pipe'],
      // A group of its own, so that what the program starts ends with it.
      detached: process.platform !== 'win32',
    });
    this.ended = this.#end();
    // A program need not read it.
    this.#child.stdin?.on('error', () => {}).end(stdin);
    onText(this.#child.stdout, (text) => events.output('stdout', text));
    onText(this.#child.stderr, (text) => events.output('stderr', text));
    onText(
      this.#child.stdio[PROGRAM_TO_HOST_FD] as Readable | null | undefined,
      lineSplitter((line) => events.message(JSON.parse(line) as ProgramMessage)),
    );
    this.#toProgram?.on('error', () => {});
  }

  get running(): boolean {
    return this.#child.exitCode === null && this.#child.signalCode === null;
  }

  tell(message: HostMessage): void {
    if (this.#toProgram?.writable) this.#toProgram.write(`${JSON.stringify(message)}\n`);
  }

  /** Ends the process and whatever it has started, at once. */
  kill(): void {
    const { pid } = this.#child;
    if (pid === undefined) return;
    try {
      if (process.platform === 'win32') this.#child.kill('SIGKILL');
      else process.kill(-pid, 'SIGKILL');
    } catch {
      // Nobody is left in the group.
    }
  }

  get #toProgram(): Writable | null | undefined {
    return this.#child.stdio[HOST_TO_PROGRAM_FD] as Writable | null | undefined;
  }

  async #end(): Promise<number> {
    const child = this.#child;
    const closed = new Promise<void>((resolve) => void child.once('close', () => resolve()));
    // A blocked program would not notice that the host is gone.
    const onHostExit = (): void => this.kill();
    process.once('exit', onHostExit);
    closed.finally(() => process.off('exit', onHostExit));
    const exitCode = await new Promise<number>((resolve, reject) => {
      child.once('error', reject);
      child.once('exit', (code, signal) =>
        resolve(code ?? 128 + (signal === null ? 0 : constants.signals[signal])),
      );
    });
    this.kill();
    const late = setTimeout(() => {
      for (const stream of child.stdio) stream?.destroy();
    }, CLOSE_DEADLINE_MS);
    await closed;
    clearTimeout(late);
    return exitCode;
  }
}

function onText(stream: Readable | null | undefined, read: (text: string) => void): void {
  stream?.setEncoding('utf8');
  stream?.on('data', read);
}

/** What programs expect of any machine, and nothing of this one's owner. */
function hostEnvironment(): Record<string, string> {
  const names = ['PATH', 'TMPDIR', ...(process.platform === 'win32' ? ['SystemRoot', 'TEMP', 'TMP'] : [])];
  const found: Record<string, string> = {};
  for (const name of names) {
    const value = process.env[name];
    if (value !== undefined) found[name] = value;
  }
  return found;
}
