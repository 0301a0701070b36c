/**
 * Lowers `async`, async generators and `for await` to generators that call global functions (`__awaiter`,
 * `__asyncGenerator`, …). Browsers can't carry an AsyncLocalStorage across a native `await`; they can across a
 * `.then` of ours, which is what the lowered code calls. Everything else of the language is left as written.
 *
 * The transformers are internal exports of TypeScript 6.0.3, which is why that version is pinned.
 */
import ts from 'typescript';

type Transformer = ts.TransformerFactory<ts.SourceFile>;

interface InternalTransformers {
  readonly transformESNext: Transformer;
  readonly transformES2019: Transformer;
  readonly transformES2018: Transformer;
  readonly transformES2017: Transformer;
}

const { transformESNext, transformES2019, transformES2018, transformES2017 } =
  ts as unknown as InternalTransformers;

/**
 * The transformers a source text needs, in the order in which they must run. Object spread and rest are lowered
 * together with async generators and `for await`, so texts without those keep their spreads.
 */
export function asyncLowering(source: string): Transformer[] {
  const transformers: Transformer[] = [];
  // `await using` can't stand in a generator.
  if (/\busing\b/.test(source)) transformers.push(transformESNext);
  if (!/\basync\b|\bawait\b/.test(source)) return transformers;
  // ES2017 can't read a catch clause without a binding unless ES2019 has been over it.
  transformers.push(transformES2019);
  if (ASYNC_ITERATION.test(source)) transformers.push(transformES2018);
  transformers.push(transformES2017);
  return transformers;
}

/** What may stand between two words; found in a string or a comment by mistake, it only costs a lowered spread. */
const GAP = String.raw`(?:\s|/\*[\s\S]*?\*/|//[^\n]*\n)*`;
const ASYNC_ITERATION = new RegExp(`\\basync${GAP}(?:function${GAP})?\\*|\\bfor${GAP}await\\b`);

/** Options under which nothing but types and `async` is changed. */
export const LOWERING_OPTIONS: Readonly<ts.CompilerOptions> = {
  target: ts.ScriptTarget.ESNext,
  module: ts.ModuleKind.ESNext,
  isolatedModules: true,
  verbatimModuleSyntax: true,
  noEmitHelpers: true,
  allowJs: true,
  sourceMap: true,
  inlineSources: true,
};

export interface LoweredCode {
  readonly code: string;
  /** Source map, version 3, as JSON. */
  readonly map: string;
}

/**
 * Strips types and lowers async code of one module, for code that is known to be right (packages, our own).
 * Throws a `SyntaxError` with file and line when it is not.
 */
export function lowerAsync(source: string, fileName: string): LoweredCode {
  const result = ts.transpileModule(source, {
    fileName,
    reportDiagnostics: true,
    compilerOptions: { ...LOWERING_OPTIONS },
    transformers: { after: asyncLowering(source) },
  });
  const problem = result.diagnostics?.[0];
  if (problem !== undefined) {
    const at = problem.file?.getLineAndCharacterOfPosition(problem.start ?? 0);
    const message = ts.flattenDiagnosticMessageText(problem.messageText, '\n');
    throw new SyntaxError(`${fileName}:${(at?.line ?? 0) + 1}: ${message}`);
  }
  return {
    code: result.outputText.replace(/\n\/\/# sourceMappingURL=.*\s*$/, '\n'),
    map: result.sourceMapText ?? '',
  };
}
