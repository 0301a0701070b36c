/** Labs in a WebContainer: real Node in the page, from StackBlitz' servers, where the browser and the network allow it. */
import { apiKey as configuredKey } from 'virtual:webcontainer';
import type { AvailableModules } from '../compile/compiled-program.ts';
import { Compiler } from '../compile/compiler.ts';
import type { LabFiles, LabHost, LabProgram, LabRun, LabRuntime, RunOptions } from '../lab-runtime.ts';
import { availablePackages } from '../packages/available-packages.ts';
import { packageSetOf } from '../packages/package-set-of.ts';
import { PACKAGE_SET_NAMES, type PackageSetName } from '../packages/package-sets.ts';
import { BootError, type BootFailure, type BootStage } from './boot/boot-failure.ts';
import { bootContainer, forgetClient } from './boot/boot-guard.ts';
import { BOOT_LIMITS, type BootLimits } from './boot/boot-limits.ts';
import { Container } from './container.ts';
import type { ContainerSetup } from './container-setup.ts';
import { loadSetup } from './load-setup.ts';
import { OFFERED_BUILTINS } from './offered-builtins.ts';
import type { RelayChannel } from './relay/relay-channel.ts';
import { Shell, type ShellOptions } from './shell.ts';
import { WebContainerRun } from './webcontainer-run.ts';
import { within } from './within.ts';

export type ContainerStatus =
  | { readonly state: 'off' }
  | { readonly state: 'booting'; readonly stage: BootStage }
  | { readonly state: 'ready' }
  /** `retry()` tries again. `BOOT_FAILURE_WORDS` has words for it. */
  | { readonly state: 'failed'; readonly failure: BootFailure };

export interface WebContainerOptions {
  /** Of StackBlitz; that of the build by default. */
  readonly apiKey?: string;
  /** Ports on which every process in the container finds the host. 4318 by default. */
  readonly openPorts?: readonly number[];
  readonly limits?: Partial<BootLimits>;
}

/** Names the container's working directory: "/home/otlp-academy". */
const WORKDIR = 'otlp-academy';

/**
 * Needs `webContainerAssets()` in the Vite configuration, an isolated page, and a policy that lets frames and requests go to
 * https://stackblitz.com. There is one container a page: dispose of a runtime before you make the next.
 */
export class WebContainerRuntime implements LabRuntime {
  readonly kind = 'webcontainer';
  readonly #apiKey: string;
  readonly #openPorts: readonly number[];
  readonly #limits: BootLimits;
  readonly #compiler = new Compiler();
  readonly #listeners = new Set<(status: ContainerStatus) => void>();
  #status: ContainerStatus = { state: 'off' };
  #container: Promise<Container> | undefined;
  #run: WebContainerRun | undefined;
  /** Settles when the last run has left the container. */
  #left: Promise<unknown> = Promise.resolve();
  #shells = 0;
  #disposed = false;

  constructor({ apiKey = configuredKey, openPorts = [4318], limits = {} }: WebContainerOptions = {}) {
    this.#apiKey = apiKey;
    this.#openPorts = openPorts;
    this.#limits = { ...BOOT_LIMITS, ...limits };
  }

  get status(): ContainerStatus {
    return this.#status;
  }

  /** Calls back on every change. Returns how to stop that. */
  onStatus(listener: (status: ContainerStatus) => void): () => void {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }

  /** Boots. Rejects with a `BootError`; then only `retry` boots again. */
  async prepare(): Promise<void> {
    const compiler = loadSetup().then((setup) => this.#compiler.warm(availableModules(setup, {})));
    await Promise.all([compiler, this.#booted()]);
  }

  /** After a failure: tries again, without a reload of the page. Rejects as `prepare` does. */
  async retry(): Promise<void> {
    if (this.#status.state === 'failed') this.#container = undefined;
    await this.prepare();
  }

  /** Another container in the place of this one: nothing is left of what programs and shells did. Rejects as `prepare` does. */
  async restart(): Promise<void> {
    this.#run?.stop();
    const old = this.#container;
    this.#left = Promise.resolve();
    this.#container = (async () => {
      const container = await old?.catch(() => undefined);
      // One that is out of order may not even end; its client is left with it.
      container?.teardown();
      forgetClient();
      return await this.#boot();
    })();
    await this.prepare();
  }

  run(program: LabProgram, host: LabHost, options: RunOptions = {}): LabRun {
    this.#run?.stop();
    const run = new WebContainerRun(program, host, options, {
      openPorts: this.#openPorts,
      compile: async ({ files, entry }) => {
        if (this.#disposed) throw new Error('The runtime has been disposed');
        return this.#compiler.compile(files, entry, availableModules(await loadSetup(), files));
      },
      takeContainer: ({ files }, specifiers) => this.#takeContainer(packageSetOf(files), specifiers),
      terminalFiles: ({ files }) => (this.#shells > 0 ? files : undefined),
      ended: (left, broken) => {
        this.#left = left;
        left.catch(() => {});
        // Whatever it was, a new container is rid of it; the next run waits for that.
        if (broken && this.#status.state === 'ready') this.restart().catch(() => {});
      },
    });
    this.#run = run;
    return run;
  }

  /** A shell in the container, in a folder with these files. Rejects as `prepare` does. */
  async openShell(files: LabFiles, options: ShellOptions): Promise<Shell> {
    const container = await this.#booted();
    await container.furnish(packageSetOf(files));
    const { cols, rows } = options;
    const shell = new Shell(await container.spawnShell(files, { cols, rows }), options.output);
    this.#shells++;
    void shell.ended.finally(() => this.#shells--).catch(() => {});
    return shell;
  }

  async dispose(): Promise<void> {
    this.#run?.stop();
    this.#disposed = true;
    this.#compiler.dispose();
    const container = await this.#container?.catch(() => undefined);
    this.#container = undefined;
    container?.teardown();
    this.#show({ state: 'off' });
  }

  async #takeContainer(
    set: PackageSetName,
    specifiers: readonly string[],
  ): Promise<{ readonly container: Container; readonly relay: RelayChannel }> {
    try {
      await this.#left;
    } catch {
      // A program that can't be ended would stay for ever.
      await this.restart();
    }
    const container = await this.#booted();
    return { container, relay: await container.furnish(set, specifiers) };
  }

  #booted(): Promise<Container> {
    if (this.#disposed) return Promise.reject(new Error('The runtime has been disposed'));
    this.#container ??= this.#boot();
    // Whoever waits for it sees the rejection.
    this.#container.catch(() => {});
    return this.#container;
  }

  async #boot(): Promise<Container> {
    const fail = (failure: BootFailure): never => {
      this.#show({ state: 'failed', failure });
      throw new BootError(failure);
    };
    const enter = (stage: BootStage): void => this.#show({ state: 'booting', stage });
    enter('preflight');
    const booting = bootContainer({
      apiKey: this.#apiKey,
      workdirName: WORKDIR,
      limits: this.#limits,
      onStage: enter,
    });
    const booted = await booting;
    if (!booted.ok) return fail(booted.failure);
    if (this.#disposed) {
      booted.container.teardown();
      throw new Error('The runtime has been disposed');
    }
    enter('furnish');
    let container: Container | undefined;
    try {
      container = new Container(booted.container, await loadSetup(), this.#openPorts);
      await within(
        this.#limits.furnish,
        container.furnish(PACKAGE_SET_NAMES[0] ?? '2.x'),
        'the container was not furnished in time',
      );
    } catch (error) {
      booted.container.teardown();
      forgetClient();
      return fail({ code: 'crashed', stage: 'furnish', detail: String(error) });
    }
    const kept = container;
    void kept.broken.then((detail) => this.#crashed(kept, detail));
    this.#show({ state: 'ready' });
    return kept;
  }

  #crashed(container: Container, detail: string): void {
    container.teardown();
    forgetClient();
    if (this.#disposed) return;
    const failure: BootFailure = { code: 'crashed', stage: 'running', detail };
    this.#container = Promise.reject(new BootError(failure));
    this.#container.catch(() => {});
    this.#show({ state: 'failed', failure });
    this.#run?.breakDown(detail);
  }

  #show(status: ContainerStatus): void {
    this.#status = status;
    for (const listener of this.#listeners) listener(status);
  }
}

/** What the lab's package.json asks for, as far as containers have it. */
function availableModules({ exports }: ContainerSetup, files: LabFiles): AvailableModules {
  const { set, entries, addable } = availablePackages(files);
  const packages = entries.flatMap((entry) => {
    const names = exports[set][entry];
    return names === undefined ? [] : [[entry, names] as const];
  });
  return { packages: Object.fromEntries(packages), builtins: OFFERED_BUILTINS, addable };
}
