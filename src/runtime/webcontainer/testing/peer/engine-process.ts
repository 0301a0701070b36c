/** A process of a container: a real one, in a group of its own. */
import { type ChildProcess, spawn } from 'node:child_process';
import { constants } from 'node:os';

export interface ProcessOptions {
  readonly command: string;
  readonly args: readonly string[];
  readonly cwd: string;
  readonly env: Readonly<Record<string, string>>;
  /** It talks to a terminal, where Enter is a carriage return and a line feed goes straight down. */
  readonly terminal: boolean;
  /** Cuts what it prints into pieces of so many bytes. */
  readonly chunkBytes: number | undefined;
  output(data: Buffer): void;
  exit(code: number): void;
}

export class EngineProcess {
  readonly #child: ChildProcess;
  readonly #terminal: boolean;

  /** Rejects as the engine does when there is no such command. */
  static async start(options: ProcessOptions): Promise<EngineProcess> {
    const child = spawn(options.command, [...options.args], {
      cwd: options.cwd,
      env: options.env,
      stdio: ['pipe', 'pipe', 'pipe'],
      detached: true,
    });
    await new Promise<void>((resolve, reject) => {
      child.once('spawn', resolve);
      child.once('error', (error) => reject(new Error(error.message)));
    });
    return new EngineProcess(child, options);
  }

  private constructor(child: ChildProcess, { chunkBytes, terminal, output, exit }: ProcessOptions) {
    this.#child = child;
    this.#terminal = terminal;
    const pass = (printed: Buffer): void => {
      const data = terminal
        ? Buffer.from(printed.toString('latin1').replaceAll('\n', '\r\n'), 'latin1')
        : printed;
      const size = chunkBytes ?? data.length;
      for (let at = 0; at < data.length; at += size) output(data.subarray(at, at + size));
    };
    child.stdout?.on('data', pass);
    child.stderr?.on('data', pass);
    child.stdin?.on('error', () => {});
    child.on('error', () => {});
    child.once('exit', (code, signal) => {
      // What it has started ends with it.
      this.kill();
      exit(code ?? 128 + (signal === null ? 0 : constants.signals[signal]));
    });
  }

  get pid(): number | undefined {
    return this.#child.pid;
  }

  write(data: string): void {
    this.#child.stdin?.write(this.#terminal ? data.replaceAll('\r', '\n') : data);
  }

  kill(): void {
    const { pid } = this.#child;
    if (pid === undefined) return;
    try {
      process.kill(-pid, 'SIGKILL');
    } catch {
      // Nobody is left in the group.
    }
  }
}
