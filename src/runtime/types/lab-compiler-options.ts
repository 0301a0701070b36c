import ts from 'typescript';

/**
 * The options labs are written for: what `node src/main.ts` runs, checked strictly. No DOM: what a program has besides
 * the language is Node's.
 */
export const LAB_COMPILER_OPTIONS: Readonly<ts.CompilerOptions> = {
  target: ts.ScriptTarget.ES2024,
  module: ts.ModuleKind.NodeNext,
  moduleResolution: ts.ModuleResolutionKind.NodeNext,
  lib: ['lib.es2024.d.ts'],
  types: ['node'],
  strict: true,
  noEmit: true,
  skipLibCheck: true,
  erasableSyntaxOnly: true,
  verbatimModuleSyntax: true,
  allowImportingTsExtensions: true,
  resolveJsonModule: true,
  moduleDetection: ts.ModuleDetectionKind.Force,
};
