/** Runs labs as processes of the Node this process runs on: what CI and `npm run labs` compare the browser with. */
import { access } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import type { LabHost, LabProgram, LabRun, LabRuntime, RunOptions } from '../lab-runtime.ts';
import { packageSetOf } from '../packages/package-set-of.ts';
import { NodeRun } from './node-run.ts';

const PROJECT_MODULES = fileURLToPath(new URL('../../../node_modules', import.meta.url));

export interface NodeRuntimeOptions {
  /** Where packages are looked up; by default in the project, in the package set that the lab asks for. */
  readonly nodeModules?: string;
}

export class NodeRuntime implements LabRuntime {
  readonly kind = 'node';
  readonly #nodeModules: string | undefined;
  #run: LabRun | undefined;

  constructor(options: NodeRuntimeOptions = {}) {
    this.#nodeModules = options.nodeModules;
  }

  /** There is nothing to warm; makes sure that the packages are there. */
  async prepare(): Promise<void> {
    const folder = this.#nodeModules ?? PROJECT_MODULES;
    try {
      await access(folder);
    } catch (cause) {
      throw new Error(`No packages at ${folder}. Run "npm install" first`, { cause });
    }
  }

  run(program: LabProgram, host: LabHost, options: RunOptions = {}): LabRun {
    this.#run?.stop();
    this.#run = new NodeRun(program, host, options, this.#placesFor(program));
    return this.#run;
  }

  /** npm has put the packages that differ from the project's own below their set's folder, the others at the top. */
  #placesFor({ files }: LabProgram): readonly string[] {
    if (this.#nodeModules !== undefined) return [this.#nodeModules];
    const set = new URL(`../package-sets/${packageSetOf(files)}/node_modules`, import.meta.url);
    return [fileURLToPath(set), PROJECT_MODULES];
  }

  async dispose(): Promise<void> {
    this.#run?.stop();
    await this.#run?.result;
  }
}
