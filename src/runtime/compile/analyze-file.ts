/** Compiles one TypeScript or JavaScript file by itself: problems, lowered code cut at its imports, imports, exports. */

import { parse } from 'es-module-lexer/js';
import ts from 'typescript';
import type { Diagnostic } from '../lab-runtime.ts';
import type { AnalyzedFile, DiagnosticRange, ImportUse } from './analyzed-file.ts';
import { asyncLowering, LOWERING_OPTIONS } from './lower-async.ts';
import { moduleExports, staticImport } from './module-names.ts';
import { nodeSyntaxProblem } from './node-syntax.ts';
import { runtimeCalls } from './runtime-calls.ts';

const NO_EXPORTS = { values: [], types: [], passedOn: [], stars: [] };

export function analyzeFile(path: string, source: string): AnalyzedFile {
  return path.endsWith('.json') ? analyzeJson(path, source) : analyzeScript(path, source);
}

function analyzeScript(path: string, source: string): AnalyzedFile {
  let seen: SeenFile | undefined;
  const look: ts.TransformerFactory<ts.SourceFile> = () => (file) => {
    seen ??= lookOver(file, path);
    return file;
  };
  const result = ts.transpileModule(source, {
    fileName: path,
    reportDiagnostics: true,
    compilerOptions: { ...LOWERING_OPTIONS },
    transformers: { before: [look, ...runtimeCalls(path, source)], after: asyncLowering(source) },
  });
  const syntax = (result.diagnostics ?? []).map((diagnostic) => toDiagnostic(diagnostic, path));
  if (syntax.length > 0 || seen === undefined) {
    // A syntax error makes the parser guess at what follows; report only what it was sure of.
    return {
      diagnostics: syntax,
      chunks: [],
      specifiers: [],
      imports: [],
      importsComputed: false,
      exports: NO_EXPORTS,
      map: '',
    };
  }
  if (seen.diagnostics.length > 0) return { ...seen, chunks: [], specifiers: [], map: '' };
  const code = result.outputText.replace(/\n?\/\/# sourceMappingURL=.*\s*$/, '\n');
  return { ...seen, ...cutAtImports(code), map: result.sourceMapText ?? '' };
}

type SeenFile = Pick<AnalyzedFile, 'diagnostics' | 'imports' | 'importsComputed' | 'exports'>;

function lookOver(file: ts.SourceFile, path: string): SeenFile {
  const rangeOf = (node: ts.Node): DiagnosticRange => range(file, path, node.getStart(file), node.getEnd());
  const diagnostics: Diagnostic[] = boundDiagnostics(file).map((diagnostic) =>
    toDiagnostic(diagnostic, path),
  );
  const imports: ImportUse[] = [];
  let importsComputed = false;
  for (const statement of file.statements) {
    const found = staticImport(statement, rangeOf);
    if (found !== undefined) imports.push(found);
  }
  const visit = (node: ts.Node): void => {
    const problem = nodeSyntaxProblem(node);
    if (problem !== undefined) {
      diagnostics.push({ code: problem.code, message: problem.message, ...rangeOf(problem.node) });
    }
    if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword) {
      const argument = node.arguments[0];
      if (argument !== undefined && ts.isStringLiteralLike(argument)) {
        imports.push({ specifier: argument.text, kind: 'dynamic', names: [], ...rangeOf(argument) });
      } else importsComputed = true;
    }
    ts.forEachChild(node, visit);
  };
  visit(file);
  const { exports, typesExportedAsValues } = moduleExports(file);
  for (const specifier of typesExportedAsValues) {
    const name = (specifier.propertyName ?? specifier.name).text;
    diagnostics.push({
      code: 'TS1205',
      message: `Export '${name}' is a type: write \`export type { ${name} }\`, because Node removes types without knowing what a name stands for`,
      ...rangeOf(specifier),
    });
  }
  return { diagnostics, imports, importsComputed, exports };
}

/** Problems the binder finds, such as a name declared twice. */
function boundDiagnostics(file: ts.SourceFile): readonly ts.Diagnostic[] {
  return (file as unknown as { readonly bindDiagnostics?: readonly ts.Diagnostic[] }).bindDiagnostics ?? [];
}

function cutAtImports(code: string): Pick<AnalyzedFile, 'chunks' | 'specifiers'> {
  const chunks: string[] = [];
  const specifiers: string[] = [];
  let from = 0;
  for (const found of parse(code)[0]) {
    if (found.type === 'static' || found.type === 'reexport-star') {
      // The range of a static import leaves the quotes out.
      chunks.push(code.slice(from, found.start - 1));
      specifiers.push(found.specifier);
      from = found.end + 1;
    }
  }
  chunks.push(code.slice(from));
  return { chunks, specifiers };
}

function analyzeJson(path: string, source: string): AnalyzedFile {
  const parsed = ts.parseJsonText(path, source) as ts.JsonSourceFile & {
    readonly parseDiagnostics: readonly ts.Diagnostic[];
  };
  const diagnostics = parsed.parseDiagnostics.map((diagnostic) => toDiagnostic(diagnostic, path));
  if (diagnostics.length === 0) {
    try {
      JSON.parse(source);
    } catch (error) {
      // TypeScript is laxer than JSON: comments, trailing commas.
      const message = error instanceof Error ? error.message : String(error);
      diagnostics.push({ code: 'invalid-json', message, ...range(parsed, path, 0, source.length) });
    }
  }
  return {
    diagnostics,
    chunks: [`export default JSON.parse(${JSON.stringify(source)});\n`],
    specifiers: [],
    imports: [],
    importsComputed: false,
    exports: { ...NO_EXPORTS, values: ['default'] },
    map: '',
  };
}

function toDiagnostic(diagnostic: ts.Diagnostic, path: string): Diagnostic {
  const { file, start = 0, length = 0 } = diagnostic;
  const where: DiagnosticRange =
    file === undefined
      ? { location: { file: path, line: 1, column: 1 } }
      : range(file, path, start, start + length);
  const message = ts.flattenDiagnosticMessageText(diagnostic.messageText, '\n');
  return { code: `TS${diagnostic.code}`, message, ...where };
}

function range(file: ts.SourceFile, path: string, start: number, end: number): DiagnosticRange {
  const from = file.getLineAndCharacterOfPosition(start);
  const to = file.getLineAndCharacterOfPosition(end);
  return {
    location: { file: path, line: from.line + 1, column: from.character + 1 },
    end: { line: to.line + 1, column: to.character + 1 },
  };
}
