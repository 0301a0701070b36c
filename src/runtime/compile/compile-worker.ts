/**
 * The thread TypeScript loads and works in, so that the page never waits for it. It compiles, and it is the editor's
 * language service; the page starts one for each, because neither may wait for the other.
 */
import type { TypesPack } from '../types/types-pack.ts';
import { compileProgram, type FileCache } from './compile-program.ts';
import { LanguageDesk } from './language/language-desk.ts';
import type { LanguageAnswer, LanguageRequest } from './language/messages.ts';
import type { CompileAnswer, CompileRequest } from './messages.ts';

interface WorkerScope {
  onmessage: ((event: MessageEvent<CompileRequest | LanguageRequest>) => void) | null;
  postMessage(answer: CompileAnswer | LanguageAnswer): void;
}

const scope = globalThis as unknown as WorkerScope;
const cache: FileCache = new Map();
let desk: LanguageDesk | undefined;

scope.onmessage = ({ data }) => {
  if ('language' in data) {
    desk ??= new LanguageDesk((answer) => scope.postMessage(answer), loadTypes);
    desk.receive(data);
  } else {
    compile(data);
  }
};

function compile({ id, files, entry, available }: CompileRequest): void {
  try {
    for (const path of cache.keys()) if (files[path] === undefined) cache.delete(path);
    scope.postMessage({ id, result: compileProgram(files, entry, available, cache) });
  } catch (error) {
    scope.postMessage({
      id,
      failure: error instanceof Error ? (error.stack ?? error.message) : String(error),
    });
  }
}

async function loadTypes(url: string): Promise<TypesPack> {
  const response = await fetch(url);
  if (!response.ok) throw new Error(`${url} answered ${response.status}`);
  return (await response.json()) as TypesPack;
}
