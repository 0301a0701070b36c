/** One container: a temporary folder and the processes in it. */
import { type FSWatcher, watch } from 'node:fs';
import { mkdir, mkdtemp, readdir, readFile, realpath, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type EngineMessage, type FrameMessage, isBytes } from './bridge.ts';
import { EngineProcess } from './engine-process.ts';
import { readTree, type TreeFile } from './read-tree.ts';

export interface EngineOptions {
  /** The Node that runs the container's processes. */
  readonly node: string;
  /** Loaded into every one of them. */
  readonly preload: string;
  readonly alsGap: boolean;
  readonly chunkBytes?: number;
}

interface RunRequest {
  readonly command: string;
  readonly args: readonly string[];
  readonly cwd?: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly terminal?: object;
}

/** Snapshots are the same in every container. */
const known = new Map<string, readonly TreeFile[]>();

export class Engine {
  readonly #options: EngineOptions;
  readonly #tell: (message: EngineMessage) => void;
  readonly #processes = new Map<number, EngineProcess>();
  readonly #watchers = new Map<number, FSWatcher>();
  #root = '';
  #workdir = '';
  /** What the page has asked for, in order: "spawn node …", "resize 80x24". */
  readonly log: string[] = [];
  /** What becomes of a piece of output of the relay; `undefined`: it is lost. */
  disturbRelay: (data: Buffer) => Buffer | undefined = (data) => data;
  /** The engine no longer does or answers anything. */
  frozen = false;

  constructor(options: EngineOptions, tell: (message: EngineMessage) => void) {
    this.#options = options;
    this.#tell = (message) => {
      if (!this.frozen) tell(message);
    };
  }

  /** Of processes that run, oldest first. */
  get pids(): readonly number[] {
    return [...this.#processes.values()].flatMap(({ pid }) => pid ?? []);
  }

  get workdir(): string {
    return this.#workdir;
  }

  async receive(message: FrameMessage): Promise<void> {
    if (this.frozen) return;
    if (message.type === 'build') return await this.#build(message.workdirName ?? 'project');
    const { id, method, args } = message;
    try {
      const value = await this.#call(method, args);
      this.#tell({ type: 'result', id, value });
    } catch (error) {
      this.#tell({ type: 'failed', id, message: error instanceof Error ? error.message : String(error) });
    }
  }

  /** As when the engine runs into an error of its own. */
  fail(message: string): void {
    this.#tell({ type: 'error', message });
  }

  async close(): Promise<void> {
    this.frozen = true;
    for (const process of this.#processes.values()) process.kill();
    for (const watcher of this.#watchers.values()) watcher.close();
    if (this.#root !== '') await rm(this.#root, { recursive: true, force: true, maxRetries: 3 });
  }

  async #build(workdirName: string): Promise<void> {
    this.#root = await realpath(await mkdtemp(path.join(tmpdir(), 'peer-')));
    this.#workdir = path.join(this.#root, 'home', workdirName);
    await mkdir(this.#workdir, { recursive: true });
    await mkdir(path.join(this.#root, 'ports'));
    this.#tell({ type: 'built', path: process.env['PATH'] ?? '', cwd: this.#workdir });
  }

  async #call(method: string, args: readonly unknown[]): Promise<unknown> {
    const [first, second, third] = args;
    switch (method) {
      case 'spawn':
        return await this.#spawn(first as number, second as RunRequest);
      case 'write':
        return this.#processes.get(first as number)?.write(second as string);
      case 'kill':
        return this.#processes.get(first as number)?.kill();
      case 'resize': {
        const { cols, rows } = second as { cols: number; rows: number };
        this.log.push(`resize ${cols}x${rows}`);
        return undefined;
      }
      case 'loadKnown': {
        const files = known.get(first as string);
        if (files !== undefined) await this.#write(files, second);
        return files !== undefined;
      }
      case 'load': {
        const files = readTree(bytesOf(second) as Uint8Array);
        known.set(first as string, files);
        return await this.#write(files, third);
      }
      case 'watch':
        return this.#watch(first as number, this.#at(second), third);
      case 'unwatch':
        this.#watchers.get(first as number)?.close();
        this.#watchers.delete(first as number);
        return undefined;
      case 'rm':
        return await rm(this.#at(first), second as object);
      case 'mkdir':
        return void (await mkdir(this.#at(first), second as object));
      case 'rename':
        return await rename(this.#at(first), this.#at(second));
      case 'readdir':
        return await readdir(this.#at(first));
      case 'writeFile':
        return await writeFile(this.#at(first), bytesOf(second) as string | Uint8Array);
      case 'readFile':
        return typeof second === 'string'
          ? await readFile(this.#at(first), second as BufferEncoding)
          : { base64: (await readFile(this.#at(first))).toString('base64') };
      case 'teardown':
        setImmediate(() => void this.close());
        return undefined;
      default:
        throw new Error(`the peer has no ${method}`);
    }
  }

  async #spawn(id: number, { command, args, cwd, env = {}, terminal }: RunRequest): Promise<void> {
    const { node, preload, alsGap, chunkBytes } = this.#options;
    const isRelay = args.some((argument) => argument.endsWith('relay.cjs'));
    const commands: Readonly<Record<string, string>> = { node, jsh: '/bin/sh' };
    this.log.push(['spawn', command, ...args].join(' '));
    const started = await EngineProcess.start({
      command: commands[command] ?? command,
      args,
      cwd: path.resolve(this.#workdir, cwd ?? ''),
      env: {
        PATH: `${path.dirname(node)}:${process.env['PATH'] ?? ''}`,
        HOME: this.#workdir,
        NODE_OPTIONS: `--require ${preload}`,
        PEER_PORTS: path.join(this.#root, 'ports'),
        PEER_ALS_GAP: alsGap ? '1' : '',
        ...env,
      },
      terminal: terminal !== undefined,
      chunkBytes,
      output: (data) => {
        const passed = isRelay ? this.disturbRelay(data) : data;
        if (passed !== undefined)
          this.#tell({ type: 'output', process: id, data: passed.toString('base64') });
      },
      exit: (code) => {
        this.#processes.delete(id);
        this.#tell({ type: 'exit', process: id, code });
      },
    });
    this.#processes.set(id, started);
  }

  async #write(files: readonly TreeFile[], mountPoint: unknown): Promise<void> {
    const folder = this.#at(mountPoint ?? '');
    for (const file of files) {
      const target = path.join(folder, file.path);
      await mkdir(path.dirname(target), { recursive: true });
      await writeFile(target, file.content);
    }
  }

  #watch(id: number, target: string, options: unknown): void {
    const recursive = (options as { recursive?: boolean } | null)?.recursive === true;
    const watcher = watch(target, { recursive }, (event, name) => {
      this.#tell({ type: 'changed', watcher: id, event, name: String(name) });
    });
    // What it watches may be removed.
    watcher.on('error', () => {});
    this.#watchers.set(id, watcher);
  }

  #at(relative: unknown): string {
    return path.resolve(this.#workdir, String(relative));
  }
}

function bytesOf(value: unknown): unknown {
  return isBytes(value) ? new Uint8Array(Buffer.from(value.base64, 'base64')) : value;
}
