/** The page's end of the compile worker. */
import type { LabFiles } from '../lab-runtime.ts';
import type { AvailableModules, CompileResult } from './compiled-program.ts';
import type { CompileAnswer, CompileRequest } from './messages.ts';

interface Pending {
  resolve(result: CompileResult): void;
  reject(error: Error): void;
}

/** Starts its worker on first use; after a crash of the worker, the next use starts a new one. */
export class Compiler {
  #worker: Worker | undefined;
  #nextId = 1;
  readonly #pending = new Map<number, Pending>();

  /** Compiles a tiny program that uses what labs use, so that the first real one finds the compiler loaded and hot. */
  async warm(available: AvailableModules): Promise<void> {
    await this.compile({ 'src/main.ts': WARM_UP }, 'src/main.ts', available);
  }

  /** Rejects when the compiler itself fails; problems of the program are in the result. */
  compile(files: LabFiles, entry: string, available: AvailableModules): Promise<CompileResult> {
    const worker = this.#start();
    const id = this.#nextId++;
    return new Promise((resolve, reject) => {
      this.#pending.set(id, { resolve, reject });
      const request: CompileRequest = { id, files, entry, available };
      worker.postMessage(request);
    });
  }

  dispose(): void {
    this.#fail(new Error('The compiler was closed'));
  }

  #start(): Worker {
    if (this.#worker !== undefined) return this.#worker;
    const worker = new Worker(new URL('./compile-worker.ts', import.meta.url), {
      type: 'module',
      name: 'lab compiler',
    });
    worker.onmessage = ({ data }: MessageEvent<CompileAnswer>) => {
      const pending = this.#pending.get(data.id);
      this.#pending.delete(data.id);
      if ('result' in data) pending?.resolve(data.result);
      else pending?.reject(new Error(`The compiler failed: ${data.failure}`));
    };
    worker.onerror = (event) => {
      event.preventDefault();
      this.#fail(
        new Error(`The compiler could not be loaded: ${event.message || 'its script failed to load'}`),
      );
    };
    this.#worker = worker;
    return worker;
  }

  #fail(error: Error): void {
    this.#worker?.terminate();
    this.#worker = undefined;
    for (const pending of this.#pending.values()) pending.reject(error);
    this.#pending.clear();
  }
}

const WARM_UP = `
class Warm<T> { async wait(value: T): Promise<T> { for (const step of [1, 2]) await step; return value; } }
async function* steps(count: number) { for (let i = 0; i < count; i++) yield i; }
for await (const step of steps(2)) console.log(await new Warm<number>().wait(step));
export type { Warm };
`;
