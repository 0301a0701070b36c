/** What the page and the compile worker say to each other. */
import type { LabFiles } from '../lab-runtime.ts';
import type { AvailableModules, CompileResult } from './compiled-program.ts';

export interface CompileRequest {
  readonly id: number;
  readonly files: LabFiles;
  readonly entry: string;
  readonly available: AvailableModules;
}

export type CompileAnswer =
  | { readonly id: number; readonly result: CompileResult }
  /** The compiler itself failed. */
  | { readonly id: number; readonly failure: string };
