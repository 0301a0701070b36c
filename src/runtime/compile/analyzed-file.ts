/** What is known about one file by itself. It depends on the file's text only, so it is kept between runs. */
import type { Diagnostic } from '../lab-runtime.ts';

export type DiagnosticRange = Pick<Diagnostic, 'location' | 'end'>;

/** An import or re-export that is there at run time. */
export interface ImportUse extends DiagnosticRange {
  readonly specifier: string;
  readonly kind: 'static' | 'dynamic';
  /** `type` import attribute, "json". */
  readonly attribute?: string;
  /** Names that the target has to export. */
  readonly names: readonly ImportedName[];
}

export interface ImportedName extends DiagnosticRange {
  readonly name: string;
}

export interface FileExports {
  readonly values: readonly string[];
  readonly types: readonly string[];
  /** Exported name → the import it passes on. */
  readonly passedOn: readonly {
    readonly name: string;
    readonly specifier: string;
    readonly imported: string;
  }[];
  /** Specifiers of `export * from`. */
  readonly stars: readonly string[];
}

export interface AnalyzedFile {
  readonly diagnostics: readonly Diagnostic[];
  readonly chunks: readonly string[];
  /** Static specifiers, one between two chunks. */
  readonly specifiers: readonly string[];
  readonly imports: readonly ImportUse[];
  /** It calls `import()` with a specifier known only at run time. */
  readonly importsComputed: boolean;
  readonly exports: FileExports;
  readonly map: string;
}
