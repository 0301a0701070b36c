/** The runtime that works everywhere: compiles and runs labs inside the page, in a sandbox without a network. */
import { databaseUrls, sandboxBootUrl, vendorIndexes } from 'virtual:lab-runtime';
import type { CompiledProgram } from '../compile/compiled-program.ts';
import { Compiler } from '../compile/compiler.ts';
import { LabDatabase } from '../database/lab-database.ts';
import type { LabFiles, LabHost, LabProgram, LabRun, LabRuntime, RunOptions } from '../lab-runtime.ts';
import { declaredPackages } from '../packages/declared-packages.ts';
import { EmbeddedRun } from './embedded-run.ts';
import { loadJson } from './load-json.ts';
import type { FrameSetup } from './messages.ts';
import { type LoadedPackages, PackageLoader } from './package-loader.ts';
import { SandboxFrame } from './sandbox-frame.ts';
import type { SandboxThread } from './sandbox-thread.ts';

/** A program that imports it gets a database. */
const DATABASE_PACKAGE = '@electric-sql/pglite';

interface Spare {
  readonly thread: SandboxThread;
  /** What the thread was started with. */
  readonly packages: LoadedPackages;
}

/**
 * Needs `labRuntimeAssets()` in the Vite configuration and a page that allows `blob:` workers and the frame's inline
 * script. Keeps one sandbox open and one worker waiting in it, so that a run starts within milliseconds.
 */
export class EmbeddedRuntime implements LabRuntime {
  readonly kind = 'embedded';
  readonly #container: HTMLElement;
  readonly #compiler = new Compiler();
  #setup: Promise<FrameSetup> | undefined;
  #frame: Promise<SandboxFrame> | undefined;
  readonly #loader = new PackageLoader(vendorIndexes);
  readonly #database = new LabDatabase(databaseUrls);
  #spare: Spare | undefined;
  /** What the next run will probably need. */
  #packages: Promise<LoadedPackages> | undefined;
  #files: LabFiles = {};
  #run: LabRun | undefined;
  /** The worker of the last run, being ended. */
  #ending: Promise<unknown> = Promise.resolve();
  #disposed = false;

  /** The hidden frame is put into `container`. */
  constructor(container: HTMLElement = document.body) {
    this.#container = container;
  }

  async prepare(files: LabFiles = {}): Promise<void> {
    this.#files = files;
    this.#packages = this.#loader.load(files);
    const packages = await this.#packages;
    // Nobody waits for it: a program that asks for a database does.
    if (needsDatabase(packages, files)) this.#database.warm().catch(() => {});
    await Promise.all([this.#compiler.warm(packages.available), this.#aliveSpare(packages)]);
  }

  run(program: LabProgram, host: LabHost, options: RunOptions = {}): LabRun {
    this.#run?.stop();
    const run = new EmbeddedRun(program, host, options, {
      compile: async ({ files, entry }) => {
        if (this.#disposed) throw new Error('The runtime has been disposed');
        // Load in parallel with the compiler; a failure shows when the worker is taken.
        this.#files = files;
        this.#packages = this.#loader.load(files);
        const packages = await this.#packages;
        this.#keepSpare(packages).catch(() => {});
        if (needsDatabase(packages, files)) this.#database.warm().catch(() => {});
        return this.#compiler.compile(files, entry, packages.available);
      },
      takeThread: () => this.#takeThread(program.files),
      takeDatabase: (compiled) => (usesDatabase(compiled) ? this.#database.take() : undefined),
      ended: (thread) => this.#ended(thread),
    });
    this.#run = run;
    return run;
  }

  async dispose(): Promise<void> {
    this.#run?.stop();
    this.#disposed = true;
    this.#compiler.dispose();
    this.#database.dispose();
    const frame = this.#frame;
    this.#frame = undefined;
    this.#spare = undefined;
    (await frame?.catch(() => undefined))?.close();
  }

  /** A failure is forgotten, so that the next use tries again. */
  #loadSetup(): Promise<FrameSetup> {
    this.#setup ??= loadSetup().catch((error: unknown) => {
      this.#setup = undefined;
      throw error;
    });
    return this.#setup;
  }

  async #openFrame(): Promise<SandboxFrame> {
    const known = await this.#frame?.catch(() => undefined);
    if (known !== undefined && !known.dead) return known;
    known?.close();
    this.#spare = undefined;
    this.#frame = this.#loadSetup().then((setup) => SandboxFrame.open(setup, this.#container));
    return this.#frame;
  }

  async #keepSpare(packages: LoadedPackages): Promise<SandboxThread> {
    this.#opening ??= this.#openFrame().finally(() => {
      this.#opening = undefined;
    });
    const frame = await this.#opening;
    if (this.#disposed) {
      frame.close();
      throw new Error('The runtime has been disposed');
    }
    if (this.#spare !== undefined && this.#spare.packages !== packages) {
      void this.#spare.thread.kill();
      this.#spare = undefined;
    }
    this.#spare ??= { thread: frame.spawn(packages.pack, packages.mentioned), packages };
    return this.#spare.thread;
  }
  #opening: Promise<SandboxFrame> | undefined;

  /** One at a time: a run that was stopped while it waited must not end the worker that the next one was given. */
  #takeThread(files: LabFiles): Promise<SandboxThread> {
    const taken = this.#taking.then(async () => {
      const packages = await this.#loader.load(files);
      // Only a frame that ended its last worker is known to be alive.
      await this.#ending;
      const spare = await this.#aliveSpare(packages);
      if (this.#spare?.thread === spare) this.#spare = undefined;
      return spare;
    });
    this.#taking = taken.then(
      () => undefined,
      () => undefined,
    );
    return taken;
  }
  #taking: Promise<undefined> = Promise.resolve(undefined);

  async #aliveSpare(packages: LoadedPackages): Promise<SandboxThread> {
    const spare = await this.#keepSpare(packages);
    if (await spare.isAlive()) return spare;
    // The browser may have ended the frame's process meanwhile; a new frame has a new one.
    if (this.#spare?.thread === spare) (await this.#frame)?.close();
    const second = await this.#keepSpare(packages);
    if (await second.isAlive()) return second;
    // Says why, where the worker has said it.
    await second.ready;
    throw new Error('The sandbox does not answer');
  }

  #ended(thread: SandboxThread | undefined): void {
    if (thread === undefined) return;
    this.#ending = thread.kill();
    // The next run finds a fresh worker with its packages loaded. If the frame is dead, this replaces it.
    this.#ending
      .then(async () => {
        const packages = await this.#packages;
        if (this.#disposed || packages === undefined) return;
        await this.#keepSpare(packages);
        if (!this.#disposed && needsDatabase(packages, this.#files)) await this.#database.warm();
      })
      .catch(() => {
        // The next run tries again and reports.
      });
  }
}

async function loadSetup(): Promise<FrameSetup> {
  const { code } = await loadJson<{ readonly code: string }>(sandboxBootUrl);
  return { bootCode: code };
}

function usesDatabase({ modules }: CompiledProgram): boolean {
  return modules.some(({ targets, dynamic }) =>
    [...targets, ...Object.values(dynamic)].some(
      (target) => target.kind === 'package' && target.specifier === DATABASE_PACKAGE,
    ),
  );
}

/** Before it is compiled: an import may still come, where package.json has the package. */
function needsDatabase({ mentioned }: LoadedPackages, files: LabFiles): boolean {
  return mentioned.includes(DATABASE_PACKAGE) || declaredPackages(files)?.[DATABASE_PACKAGE] !== undefined;
}
