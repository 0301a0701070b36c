/** Programs that Node could not load: what is wrong, and where. */
import { existsSync } from 'node:fs';
import { builtinModules } from 'node:module';
import path from 'node:path';
import type { Diagnostic, LabProgram } from '../lab-runtime.ts';
import { availablePackages } from '../packages/available-packages.ts';
import { declaredPackages } from '../packages/declared-packages.ts';
import { firstLabFrame, labPaths } from './uncaught-error.ts';

/** Errors of Node's module loader and type stripper (Node's "Errors" documentation). */
const LOADER_CODES = new Set([
  'ERR_MODULE_NOT_FOUND',
  'ERR_PACKAGE_PATH_NOT_EXPORTED',
  'ERR_UNSUPPORTED_DIR_IMPORT',
  'ERR_UNSUPPORTED_ESM_URL_SCHEME',
  'ERR_UNKNOWN_BUILTIN_MODULE',
  'ERR_UNKNOWN_FILE_EXTENSION',
  'ERR_IMPORT_ATTRIBUTE_MISSING',
  'ERR_INVALID_MODULE_SPECIFIER',
  'ERR_INVALID_TYPESCRIPT_SYNTAX',
  'ERR_UNSUPPORTED_TYPESCRIPT_SYNTAX',
]);

interface LoadError {
  readonly name: string;
  readonly message: string;
  readonly stack: string;
  readonly code: string;
}

/** The program did not load, as opposed to one that threw: no frame of it is on the stack. */
export function isLoadError({ name, stack, code }: LoadError, labFolder: string): boolean {
  return LOADER_CODES.has(code) || (name === 'SyntaxError' && firstLabFrame(stack, labFolder) === undefined);
}

/**
 * Node says that it could not load the program; the compiler of the embedded runtime says where, so that both runtimes
 * point at the same place in the same words. Where it finds nothing to say, Node's own words stand at the entry.
 */
export async function loadDiagnostics(
  program: LabProgram,
  error: LoadError,
  labFolder: string,
): Promise<readonly Diagnostic[]> {
  const { compileProgram } = await import('../compile/compile-program.ts');
  const { entries, addable } = availablePackages(program.files);
  const names = Object.keys(declaredPackages(program.files) ?? {}).filter((name) =>
    existsSync(path.join(labFolder, 'node_modules', name)),
  );
  const packages = Object.fromEntries([...entries, ...names].map((name) => [name, null]));
  const builtins = builtinModules.filter((name) => !name.startsWith('_'));
  const compiled = compileProgram(program.files, program.entry, { packages, builtins, addable });
  if (!compiled.ok) return compiled.diagnostics;
  const message = labPaths(error.message, labFolder);
  return [{ location: { file: program.entry, line: 1, column: 1 }, message, code: error.code || error.name }];
}
