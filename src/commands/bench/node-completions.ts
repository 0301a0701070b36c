import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { LAB_COMPILER_OPTIONS } from '../../runtime/types/lab-compiler-options.ts';
import { repositoryRoot } from '../repository-root.ts';

export interface NodeCompletions {
  /** ms to make the service and have the first answer. */
  readonly cold: number;
  /** ms of the first completion after that, and of those after it, each after an edit. */
  readonly first: number;
  readonly warm: readonly number[];
}

/** TypeScript's language service on the starter of the first lab, as an editor on the learner's own machine has it. */
export function nodeCompletions(repeated: number): NodeCompletions {
  const folder = join(repositoryRoot, 'labs/hello-trace/starter');
  const main = join(folder, 'src/main.ts');
  const starter = readFileSync(main, 'utf8');
  let text = starter;
  let version = 0;
  const host: ts.LanguageServiceHost = {
    getCompilationSettings: () => LAB_COMPILER_OPTIONS,
    getCurrentDirectory: () => folder,
    getDefaultLibFileName: (options) => ts.getDefaultLibFilePath(options),
    getScriptFileNames: () => globSync('src/**/*.ts', { cwd: folder }).map((path) => join(folder, path)),
    getScriptVersion: (path) => (path === main ? String(version) : '0'),
    getScriptSnapshot: (path) => {
      const content = path === main ? text : ts.sys.readFile(path);
      return content === undefined ? undefined : ts.ScriptSnapshot.fromString(content);
    },
    fileExists: ts.sys.fileExists,
    readFile: ts.sys.readFile,
    directoryExists: ts.sys.directoryExists,
    getDirectories: ts.sys.getDirectories,
  };
  const service = ts.createLanguageService(host);
  const cold = timeOf(() => service.getQuickInfoAtPosition(main, starter.indexOf('startActiveSpan')));
  const complete = (): number => {
    text = starter.replace('span.end();', () => `span.\n${' '.repeat(version)}span.end();`);
    version++;
    const at = text.indexOf('span.\n') + 'span.'.length;
    return timeOf(() => {
      const labels = service.getCompletionsAtPosition(main, at, {})?.entries.map(({ name }) => name);
      if (!labels?.includes('setAttribute'))
        throw new Error('the language service in Node does not know the span');
    });
  };
  const first = complete();
  return { cold, first, warm: Array.from({ length: repeated }, complete) };
}

function timeOf(work: () => void): number {
  const began = performance.now();
  work();
  return performance.now() - began;
}
