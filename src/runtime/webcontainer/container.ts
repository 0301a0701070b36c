/** A booted container and what we keep in it: packages, scripts, the relay, a folder for each run, one for the terminal. */
import type { WebContainer, WebContainerProcess } from '@webcontainer/api';
import type { LabFiles } from '../lab-runtime.ts';
import { packageOf } from '../packages/offered-entries.ts';
import type { PackageSetName } from '../packages/package-sets.ts';
import { type ContainerSetup, DATABASE_PACKAGE } from './container-setup.ts';
import { below, fileTree } from './file-tree.ts';
import { loadDatabase, loadSnapshot } from './load-setup.ts';
import { RelayChannel } from './relay/relay-channel.ts';
import { within } from './within.ts';

/** Longest wait for what is no program's: files, the start of a process. In ms. */
const PATIENCE_MS = 30_000;
/** Containers have Node 20 for projects that don't ask for more; labs are written for later ones. */
const NODE_VERSION = {
  '.nvmrc': '22\n',
  'package.json': '{ "private": true, "engines": { "node": ">=22" } }\n',
};
const SCRIPTS = '.otlp';
const RUNS = 'runs';
/** Where the terminal is, with the lab's files as they were written. */
export const TERMINAL_FOLDER = 'lab';

export class Container {
  /** Settles with the reason when the container can't be used any more. */
  readonly broken: Promise<string>;
  readonly #container: WebContainer;
  readonly #setup: ContainerSetup;
  readonly #openPorts: readonly number[];
  #relay: Promise<RelayChannel> | undefined;
  /** The set whose packages are there, untouched. */
  #packages: PackageSetName | undefined;
  #hasDatabase = false;
  #stopWatching: () => void = () => {};
  #lastRun = 0;
  #tornDown = false;

  constructor(container: WebContainer, setup: ContainerSetup, openPorts: readonly number[]) {
    this.#container = container;
    this.#setup = setup;
    this.#openPorts = openPorts;
    this.broken = new Promise((resolve) => {
      container.on('error', ({ message }) => resolve(message));
    });
  }

  /**
   * Packages, scripts and relay are there and as they should be. Cheap when they are. `specifiers` are what a program
   * imports.
   */
  async furnish(set: PackageSetName, specifiers: readonly string[] = []): Promise<RelayChannel> {
    if (this.#packages !== set) await this.#mountPackages(set);
    const needsDatabase = specifiers.some((specifier) => packageOf(specifier) === DATABASE_PACKAGE);
    if (needsDatabase && !this.#hasDatabase) await this.#mountDatabase();
    const known = await this.#relay?.catch(() => undefined);
    if (known === undefined || known.isLost) {
      known?.close();
      this.#relay = this.#startRelay();
    }
    return await (this.#relay as Promise<RelayChannel>);
  }

  /** A folder for one run. Returns its absolute path. */
  async openRun(files: LabFiles, terminalFiles: LabFiles | undefined): Promise<string> {
    const folder = `${RUNS}/${++this.#lastRun}`;
    await this.#mount({
      // An earlier run may have written over it.
      [`${SCRIPTS}/preload.cjs`]: this.#setup.preload,
      ...below(folder, files),
      ...(terminalFiles === undefined ? {} : below(TERMINAL_FOLDER, terminalFiles)),
    });
    return `${this.#container.workdir}/${folder}`;
  }

  async closeRun(folder: string): Promise<void> {
    const path = folder.slice(this.#container.workdir.length + 1);
    await within(
      PATIENCE_MS,
      this.#container.fs.rm(path, { recursive: true, force: true }),
      'the container does not remove files',
    );
  }

  /** Node on a file of a run's folder, with the preload in front. */
  async spawnNode(
    folder: string,
    file: string,
    env: Readonly<Record<string, string>>,
  ): Promise<WebContainerProcess> {
    const preload = `${this.#container.workdir}/${SCRIPTS}/preload.cjs`;
    const started = this.#container.spawn('node', ['--require', preload, `${folder}/${file}`], {
      cwd: folder,
      env: { ...env },
    });
    return await within(PATIENCE_MS, started, 'the container does not start the program');
  }

  /** A shell in the folder of the terminal. */
  async spawnShell(files: LabFiles, size: { cols: number; rows: number }): Promise<WebContainerProcess> {
    await this.#mount(below(TERMINAL_FOLDER, files));
    const started = this.#container.spawn('jsh', [], {
      cwd: `${this.#container.workdir}/${TERMINAL_FOLDER}`,
      terminal: size,
    });
    return await within(PATIENCE_MS, started, 'the container does not start a shell');
  }

  teardown(): void {
    if (this.#tornDown) return;
    this.#tornDown = true;
    this.#stopWatching();
    void this.#relay?.then((relay) => relay.close()).catch(() => {});
    this.#container.teardown();
  }

  async #mountPackages(set: PackageSetName): Promise<void> {
    this.#stopWatching();
    const { fs } = this.#container;
    const snapshot = await loadSnapshot(set);
    const mounted = fs
      .rm('node_modules', { recursive: true, force: true })
      .then(() => this.#container.mount(snapshot));
    await within(PATIENCE_MS, mounted, 'the container does not take the packages');
    this.#packages = set;
    this.#hasDatabase = false;
    this.#watchPackages();
  }

  async #mountDatabase(): Promise<void> {
    this.#stopWatching();
    const mounted = this.#container.mount(await loadDatabase());
    await within(PATIENCE_MS, mounted, 'the container does not take the database');
    this.#hasDatabase = true;
    this.#watchPackages();
  }

  /** A program that changes a package changes it for itself, not for those after it. */
  #watchPackages(): void {
    const watcher = this.#container.fs.watch('node_modules', { recursive: true }, () => {
      this.#packages = undefined;
    });
    this.#stopWatching = () => watcher.close();
  }

  async #startRelay(): Promise<RelayChannel> {
    await this.#mount({ ...NODE_VERSION, [`${SCRIPTS}/relay.cjs`]: this.#setup.relay });
    return await RelayChannel.start(this.#container, `${SCRIPTS}/relay.cjs`, this.#openPorts);
  }

  async #mount(files: Readonly<Record<string, string>>): Promise<void> {
    await within(PATIENCE_MS, this.#container.mount(fileTree(files)), 'the container does not take files');
  }
}
