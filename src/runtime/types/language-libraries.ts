/** TypeScript's own declarations of the language, as far as labs use them. */
import { basename } from 'node:path';
import ts from 'typescript';
import { LAB_COMPILER_OPTIONS } from './lab-compiler-options.ts';

/**
 * The libraries of the labs' compiler options and those that `nodeTypes` (path of its index) refers to, by the path the
 * language service finds them at.
 */
export function languageLibraries(nodeTypes: string): Record<string, string> {
  const program = ts.createProgram([nodeTypes], { ...LAB_COMPILER_OPTIONS, types: [] });
  const libraries = program.getSourceFiles().filter((file) => program.isSourceFileDefaultLibrary(file));
  return Object.fromEntries(libraries.map(({ fileName, text }) => [`/lib/${basename(fileName)}`, text]));
}
