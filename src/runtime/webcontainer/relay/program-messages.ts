/** What the preload in the program's process is told at its start, and what it says on the program's output. */

/** The one variable of the environment that the preload reads and removes; base64 of this as JSON. */
export const RUN_VARIABLE = 'OTLP_ACADEMY_RUN';

/** What the program reads from standard input, relative to the lab's folder. */
export const INPUT_FILE = '.otlp/stdin';

export interface ProgramSetup {
  /** Of the frames on the program's output. */
  readonly nonce: string;
  /** Shown to the relay by the program's connections. */
  readonly token: string;
  readonly relayPort: number;
  /** Ports that the relay listens on and leaves to the program on demand. */
  readonly openPorts: readonly number[];
  /** The lab's folder: absolute. */
  readonly folder: string;
  /** The file that is run, relative to the folder. */
  readonly entry: string;
  /** Modules of the program: the file of a lab → what is needed to run it. */
  readonly modules: Readonly<Record<string, ModuleSetup>>;
  readonly env: Readonly<Record<string, string>>;
  readonly argv: readonly string[];
  /** Characters of output passed on. */
  readonly outputLimit: number;
}

export interface ModuleSetup {
  /** The compiled module, relative to the lab's folder. */
  readonly compiled: string;
  /** Its source map, relative to the lab's folder; absent for JSON. */
  readonly map?: string;
  /** Specifiers of `import()` that name files of the lab. */
  readonly later?: Readonly<Record<string, string>>;
}

/** Program to page. Output beyond the limit is counted, not sent. */
export type FromProgram =
  /** The program's code comes next. */
  | { readonly type: 'ready' }
  | { readonly type: 'pong' }
  /** Body: UTF-8. */
  | { readonly type: 'output'; readonly stream: 'stdout' | 'stderr' }
  /** Characters of output not sent, so far. */
  | { readonly type: 'dropped'; readonly characters: number }
  | { readonly type: 'listening'; readonly port: number }
  | { readonly type: 'closed'; readonly port: number }
  | {
      readonly type: 'uncaught';
      readonly name: string;
      readonly message: string;
      /** Mapped to the learner's files. */
      readonly stack: string;
      readonly location?: { readonly file: string; readonly line: number; readonly column: number };
    }
  /** The program's own code has run for the last time. */
  | { readonly type: 'end'; readonly exitCode: number };
