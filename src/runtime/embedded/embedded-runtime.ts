/** The runtime that works everywhere: compiles and runs labs inside the page, in a sandbox without a network. */
import { sandboxBootUrl, vendorPackUrl } from 'virtual:lab-runtime';
import type { AvailableModules, CompiledProgram } from '../compile/compiled-program.ts';
import { Compiler } from '../compile/compiler.ts';
import type { LabHost, LabProgram, LabRun, LabRuntime, RunOptions } from '../lab-runtime.ts';
import type { VendorPack } from '../vendor/vendor-pack.ts';
import { EmbeddedRun } from './embedded-run.ts';
import type { FrameSetup } from './messages.ts';
import { OFFERED_BUILTINS } from './offered-builtins.ts';
import { SandboxFrame } from './sandbox-frame.ts';
import type { SandboxThread } from './sandbox-thread.ts';

/** Evaluated in the waiting worker until a program has shown which packages it uses. */
const USUAL_PACKAGES = [
  '@opentelemetry/api',
  '@opentelemetry/context-async-hooks',
  '@opentelemetry/core',
  '@opentelemetry/exporter-trace-otlp-http',
  '@opentelemetry/resources',
  '@opentelemetry/sdk-trace-base',
  '@opentelemetry/sdk-trace-web',
  '@opentelemetry/semantic-conventions',
];

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
  #spare: SandboxThread | undefined;
  #preload: readonly string[] = USUAL_PACKAGES;
  #run: LabRun | undefined;
  /** The worker of the last run, being ended. */
  #ending: Promise<unknown> = Promise.resolve();
  #disposed = false;

  /** The hidden frame is put into `container`. */
  constructor(container: HTMLElement = document.body) {
    this.#container = container;
  }

  async prepare(): Promise<void> {
    const compiler = this.#loadSetup().then(({ pack }) => this.#compiler.warm(availableModules(pack)));
    await Promise.all([compiler, this.#aliveSpare()]);
  }

  run(program: LabProgram, host: LabHost, options: RunOptions = {}): LabRun {
    this.#run?.stop();
    const run = new EmbeddedRun(program, host, options, {
      compile: async ({ files, entry }) => {
        if (this.#disposed) throw new Error('The runtime has been disposed');
        // Load in parallel with the compiler; a failure shows when the worker is taken.
        this.#keepSpare().catch(() => {});
        const { pack } = await this.#loadSetup();
        return this.#compiler.compile(files, entry, availableModules(pack));
      },
      takeThread: (compiled) => this.#takeThread(compiled),
      ended: (thread) => this.#ended(thread),
    });
    this.#run = run;
    return run;
  }

  async dispose(): Promise<void> {
    this.#run?.stop();
    this.#disposed = true;
    this.#compiler.dispose();
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

  async #keepSpare(): Promise<SandboxThread> {
    this.#opening ??= this.#openFrame().finally(() => {
      this.#opening = undefined;
    });
    const frame = await this.#opening;
    if (this.#disposed) {
      frame.close();
      throw new Error('The runtime has been disposed');
    }
    this.#spare ??= frame.spawn(this.#preload);
    return this.#spare;
  }
  #opening: Promise<SandboxFrame> | undefined;

  /** One at a time: a run that was stopped while it waited must not end the worker that the next one was given. */
  #takeThread(program: CompiledProgram): Promise<SandboxThread> {
    const taken = this.#taking.then(async () => {
      this.#preload = packagesOf(program);
      // Only a frame that ended its last worker is known to be alive.
      await this.#ending;
      const spare = await this.#aliveSpare();
      if (this.#spare === spare) this.#spare = undefined;
      return spare;
    });
    this.#taking = taken.then(
      () => undefined,
      () => undefined,
    );
    return taken;
  }
  #taking: Promise<undefined> = Promise.resolve(undefined);

  async #aliveSpare(): Promise<SandboxThread> {
    const spare = await this.#keepSpare();
    if (await spare.isAlive()) return spare;
    // The browser may have ended the frame's process meanwhile; a new frame has a new one.
    if (this.#spare === spare) (await this.#frame)?.close();
    const second = await this.#keepSpare();
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
      .then(() => (this.#disposed ? undefined : this.#keepSpare()))
      .catch(() => {
        // The next run tries again and reports.
      });
  }
}

async function loadSetup(): Promise<FrameSetup> {
  const [pack, boot] = await Promise.all([
    loadJson<VendorPack>(vendorPackUrl),
    loadJson<{ readonly code: string }>(sandboxBootUrl),
  ]);
  return { pack, bootCode: boot.code };
}

async function loadJson<T>(url: string): Promise<T> {
  const response = await fetch(url);
  if (!response.ok)
    throw new Error(`The lab runtime could not be loaded: ${url} answered ${response.status}`);
  return (await response.json()) as T;
}

function availableModules(pack: VendorPack): AvailableModules {
  const packages = Object.entries(pack.packages).map(
    ([specifier, { exports }]) => [specifier, exports] as const,
  );
  return { packages: Object.fromEntries(packages), builtins: OFFERED_BUILTINS };
}

function packagesOf(program: CompiledProgram): readonly string[] {
  const specifiers = program.modules.flatMap(({ targets }) =>
    targets.flatMap((target) => (target.kind === 'package' ? [target.specifier] : [])),
  );
  return [...new Set(specifiers)];
}
