/** Runs labs as processes of the Node this process runs on: what CI and `npm run labs` compare the browser with. */
import { access } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import type { LabHost, LabProgram, LabRun, LabRuntime, RunOptions } from '../lab-runtime.ts';
import { NodeRun } from './node-run.ts';

export interface NodeRuntimeOptions {
  /** Where packages are looked up; the project's own `node_modules` by default. */
  readonly nodeModules?: string;
}

export class NodeRuntime implements LabRuntime {
  readonly kind = 'node';
  readonly #nodeModules: string;
  #run: LabRun | undefined;

  constructor(options: NodeRuntimeOptions = {}) {
    this.#nodeModules =
      options.nodeModules ?? fileURLToPath(new URL('../../../node_modules', import.meta.url));
  }

  /** There is nothing to warm; makes sure that the packages are there. */
  async prepare(): Promise<void> {
    try {
      await access(this.#nodeModules);
    } catch (cause) {
      throw new Error(`No packages at ${this.#nodeModules}. Run "npm install" first`, { cause });
    }
  }

  run(program: LabProgram, host: LabHost, options: RunOptions = {}): LabRun {
    this.#run?.stop();
    this.#run = new NodeRun(program, host, options, this.#nodeModules);
    return this.#run;
  }

  async dispose(): Promise<void> {
    this.#run?.stop();
    await this.#run?.result;
  }
}
