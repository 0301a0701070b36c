import { globSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { LAB_COMPILER_OPTIONS } from '../../runtime/types/lab-compiler-options.ts';
import { repositoryRoot } from '../repository-root.ts';
import type { RepositoryCheck } from './check.ts';

/**
 * Starter, solution and wrong attempts of every lab have no type errors. Solutions and attempts hold only the files that
 * differ, so each is checked as a run
 * sees it: the solution on the starter, an attempt on the solution.
 */
export const labTypesCheck: RepositoryCheck = {
  name: 'types of labs',
  async run() {
    const files = new Map<string, string>();
    for (const lab of folders(join(repositoryRoot, 'labs'))) {
      for (const [variant, sources] of variantsOf(join(repositoryRoot, 'labs', lab)))
        for (const [path, text] of sources) files.set(join(repositoryRoot, 'labs', lab, variant, path), text);
    }
    return typeErrors(files);
  },
};

/** The TypeScript files of each variant, by their path in the lab's folder. */
function variantsOf(lab: string): Map<string, Map<string, string>> {
  const starter = sourcesIn(join(lab, 'starter'));
  const solution = new Map([...starter, ...sourcesIn(join(lab, 'solution'))]);
  const attempt = (slug: string) => new Map([...solution, ...sourcesIn(join(lab, 'wrong', slug))]);
  return new Map([
    ['starter', starter],
    ['solution', solution],
    ...folders(join(lab, 'wrong')).map((slug) => [`wrong/${slug}`, attempt(slug)] as const),
  ]);
}

function sourcesIn(folder: string): Map<string, string> {
  const paths = globSync('src/**/*.ts', { cwd: folder });
  return new Map(paths.map((path) => [path, readFileSync(join(folder, path), 'utf8')]));
}

function folders(parent: string): string[] {
  return readdirSync(parent, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name);
}

/** Checks files that need not exist on disk, at the paths given, with the options labs are written for. */
export function typeErrors(files: ReadonlyMap<string, string>): string[] {
  const options: ts.CompilerOptions = { ...LAB_COMPILER_OPTIONS };
  const host = ts.createCompilerHost(options);
  const { fileExists, readFile, getSourceFile, directoryExists } = host;
  const inside = (folder: string) => [...files.keys()].some((path) => path.startsWith(`${folder}/`));
  host.fileExists = (path) => files.has(path) || fileExists(path);
  host.readFile = (path) => files.get(path) ?? readFile(path);
  host.directoryExists = (path) => inside(path) || (directoryExists?.(path) ?? false);
  host.getSourceFile = (path, languageVersion, onError, fresh) => {
    const text = files.get(path);
    return text === undefined
      ? getSourceFile(path, languageVersion, onError, fresh)
      : ts.createSourceFile(path, text, languageVersion);
  };
  const program = ts.createProgram([...files.keys()], options, host);
  return ts.getPreEmitDiagnostics(program).map((diagnostic) => {
    const message = ts.flattenDiagnosticMessageText(diagnostic.messageText, ' ');
    if (!diagnostic.file || diagnostic.start === undefined) return message;
    const { line } = diagnostic.file.getLineAndCharacterOfPosition(diagnostic.start);
    return `${diagnostic.file.fileName.replace(repositoryRoot, '')}:${line + 1}: ${message}`;
  });
}
