/** `process`: what a program learns of its surroundings, and how it ends. */

import type { OutputStream } from '../../lab-runtime.ts';
import { nextTick } from './event-loop.ts';
import { LAB_FOLDER } from './lab-paths.ts';
import { now } from './natives.ts';
import type { Buffer } from './node/buffer.ts';
import { EventEmitter } from './node/events.ts';
import { codedError, invalidArgument } from './node/node-error.ts';
import { Readable } from './node/readable.ts';
import { Writable } from './node/writable.ts';
import { writeOutput } from './output.ts';

/** The Node release whose behaviour is meant. */
const VERSION = '26.10.0';

let startedAt = now();

/** `process.stdout` and `process.stderr`: what is written is on its way at once, so nothing waits in between. */
class OutputWritable extends Writable {
  readonly fd: number;
  readonly isTTY = false;
  readonly #stream: OutputStream;
  readonly #decoder = new TextDecoder();

  constructor(stream: OutputStream, fd: number) {
    super();
    this.#stream = stream;
    this.fd = fd;
    this.autoDestroy = false;
  }

  override write(chunk: unknown, encoding?: unknown, callback?: unknown): boolean {
    writeOutput(this.#stream, this.#textOf(chunk, encoding));
    const done = [encoding, callback].find((argument) => typeof argument === 'function');
    if (done !== undefined) nextTick(done);
    return true;
  }

  #textOf(chunk: unknown, encoding: unknown): string {
    if (typeof chunk !== 'string') return this.#decoder.decode(chunk as Uint8Array, { stream: true });
    return typeof encoding === 'string' && !/^utf-?8$/i.test(encoding)
      ? this.#decode(chunk, encoding)
      : chunk;
  }

  #decode(text: string, encoding: string): string {
    return bufferOf(text, encoding).toString();
  }
}

function checkedExitCode(code: unknown): number | string | undefined {
  if (code === undefined || code === null) return undefined;
  const number = typeof code === 'string' && code !== '' ? Number(code) : code;
  if (typeof number !== 'number' || Number.isNaN(number)) {
    throw invalidArgument('code', 'of type number', code);
  }
  if (!Number.isInteger(number)) {
    const says = `The value of "code" is out of range. It must be an integer. Received ${number}`;
    throw codedError(RangeError, 'ERR_OUT_OF_RANGE', says);
  }
  return code as number | string;
}

function bufferOf(text: string, encoding = 'utf8'): Buffer {
  const { Buffer: BufferClass } = globalThis as unknown as { readonly Buffer: typeof Buffer };
  return BufferClass.from(text, encoding);
}

let input = '';

class Process extends EventEmitter {
  title = 'node';
  readonly pid = 1;
  readonly ppid = 0;
  readonly platform = 'linux';
  readonly arch = 'x64';
  readonly version = `v${VERSION}`;
  readonly versions = { node: VERSION };
  readonly release = { name: 'node' };
  readonly execPath = '/usr/local/bin/node';
  readonly argv0 = 'node';
  readonly execArgv: string[] = [];
  readonly features = {};
  readonly config = {};
  readonly argv: string[] = [];
  readonly env = new Proxy<Record<string, string | undefined>>(
    {},
    {
      // The environment holds text only.
      set: (target, name, value) => Reflect.set(target, name, String(value)),
    },
  );
  #exitCode: number | string | undefined;
  readonly stdout = new OutputWritable('stdout', 1);
  readonly stderr = new OutputWritable('stderr', 2);

  get exitCode(): number | string | undefined {
    return this.#exitCode;
  }

  set exitCode(code: number | string | undefined) {
    this.#exitCode = checkedExitCode(code);
  }

  /** All of the input at once, then its end. */
  readonly stdin = Object.assign(
    new Readable({
      read() {
        if (input !== '') this.push(bufferOf(input));
        this.push(null);
      },
    }),
    { fd: 0, isTTY: false },
  );

  nextTick(callback: unknown, ...args: unknown[]): void {
    nextTick(callback, ...args);
  }

  cwd(): string {
    return LAB_FOLDER;
  }

  chdir(): void {
    throw new Error('process.chdir() is not supported here');
  }

  uptime(): number {
    return (now() - startedAt) / 1_000;
  }

  memoryUsage(): Record<string, number> {
    return { rss: 0, heapTotal: 0, heapUsed: 0, external: 0, arrayBuffers: 0 };
  }

  cpuUsage(): { user: number; system: number } {
    return { user: Math.round((now() - startedAt) * 1_000), system: 0 };
  }

  emitWarning(warning: string | Error, typeOrOptions?: string | { readonly type?: string }): void {
    const type = typeof typeOrOptions === 'string' ? typeOrOptions : (typeOrOptions?.type ?? 'Warning');
    const error = typeof warning === 'string' ? Object.assign(new Error(warning), { name: type }) : warning;
    nextTick(() => this.emit('warning', error));
    writeOutput('stderr', `(node:${this.pid}) ${error.name}: ${error.message}\n`);
  }

  getuid(): number {
    return 1_000;
  }

  umask(): number {
    return 0o22;
  }

  exit(code?: number | string): never {
    return end(code);
  }

  /** Only signals to itself make sense here; all of them end the program. */
  kill(_pid: number, signal: string | number = 'SIGTERM'): boolean {
    if (signal === 0) return true;
    return end(signal === 'SIGINT' ? 130 : signal === 'SIGKILL' ? 137 : 143);
  }

  abort(): never {
    return end(134);
  }

  readonly hrtime = Object.assign(
    (since?: readonly [number, number]): [number, number] => {
      const nanoseconds = hrtime();
      const seconds = Number(nanoseconds / 1_000_000_000n);
      const rest = Number(nanoseconds % 1_000_000_000n);
      if (since === undefined) return [seconds, rest];
      const difference = rest - since[1];
      return difference < 0
        ? [seconds - since[0] - 1, difference + 1_000_000_000]
        : [seconds - since[0], difference];
    },
    { bigint: hrtime },
  );
}

/** Nanoseconds since an arbitrary time. */
function hrtime(): bigint {
  return BigInt(Math.round(now() * 1_000_000));
}

let end: (code?: number | string) => never = () => {
  throw new Error('The program has not started');
};

export const process = new Process();

/** Sets what is known only when the program comes. `exit` ends it and doesn't return. */
export function openProcess(options: {
  readonly env: Readonly<Record<string, string>>;
  readonly argv: readonly string[];
  readonly stdin: string;
  readonly entry: string;
  exit(code?: number | string): never;
}): void {
  startedAt = now();
  end = options.exit;
  input = options.stdin;
  const usual = { PATH: '/usr/local/bin:/usr/bin:/bin', HOME: LAB_FOLDER, PWD: LAB_FOLDER };
  Object.assign(process.env, usual, options.env);
  process.argv.push(process.execPath, `${LAB_FOLDER}/${options.entry}`, ...options.argv);
}
