/** The compiler's own thread: TypeScript loads and works here, so that the page never waits for it. */
import { compileProgram, type FileCache } from './compile-program.ts';
import type { CompileAnswer, CompileRequest } from './messages.ts';

interface WorkerScope {
  onmessage: ((event: MessageEvent<CompileRequest>) => void) | null;
  postMessage(answer: CompileAnswer): void;
}

const scope = globalThis as unknown as WorkerScope;
const cache: FileCache = new Map();

scope.onmessage = ({ data: { id, files, entry, available } }) => {
  try {
    for (const path of cache.keys()) if (files[path] === undefined) cache.delete(path);
    scope.postMessage({ id, result: compileProgram(files, entry, available, cache) });
  } catch (error) {
    scope.postMessage({
      id,
      failure: error instanceof Error ? (error.stack ?? error.message) : String(error),
    });
  }
};
