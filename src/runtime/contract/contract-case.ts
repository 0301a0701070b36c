/** A program and what every runtime must make of it. */
import type { LabFiles, RunOptions } from '../lab-runtime.ts';

export interface ContractCase {
  /** Completes the sentence "a program …". */
  readonly name: string;
  /** What `src/main.ts` holds. */
  readonly main: string;
  /** Other files of the lab. */
  readonly files?: LabFiles;
  readonly env?: Readonly<Record<string, string>>;
  readonly argv?: readonly string[];
  readonly stdin?: string;
  readonly options?: RunOptions;
  readonly expected: ExpectedEnd;
}

export interface ExpectedEnd {
  /** Lines of standard output, all of them, in order. Not compared when absent. */
  readonly stdout?: readonly string[];
  /** Parts that standard error must have, in this order. Absent: it must be empty. */
  readonly stderr?: readonly string[];
  /** `exited` is meant when neither `diagnostics` nor another outcome is named. */
  readonly outcome?: 'timed-out' | 'unresponsive';
  /** 0 when absent. */
  readonly exitCode?: number;
  readonly error?: ExpectedError;
  /** The first diagnostic of a program that does not compile. */
  readonly diagnostic?: ExpectedDiagnostic;
  readonly droppedOutput?: number;
}

export interface ExpectedError {
  readonly name: string;
  /** V8's words; where `byEngine` is set, other engines have others. */
  readonly message: string;
  /** "src/main.ts:3:9". */
  readonly at?: string;
  /** The engine throws it: another than V8 has words and a column of its own. */
  readonly byEngine?: true;
}

/** The engine of the JavaScript under test. */
export type Engine = 'v8' | 'other';

export interface ExpectedDiagnostic {
  /** "src/main.ts:3:9". */
  readonly at: string;
  readonly code: string;
  /** A part of the message. */
  readonly says?: string;
}
