/**
 * A place where a learner's program runs. Three implementations (embedded, webcontainer, node) pass one contract
 * suite, so that nobody can tell from the trace which one ran.
 */
import type { HttpRequest, HttpResponse } from '../collector/http.ts';

export type RuntimeKind = 'embedded' | 'webcontainer' | 'node';

/** Paths are relative to the lab's folder, with "/": "src/main.ts". */
export type LabFiles = Readonly<Record<string, string>>;

export interface LabProgram {
  readonly files: LabFiles;
  /** The file that is run: "src/main.ts". */
  readonly entry: string;
  /** Added to the runtime's own environment (which is empty but for what Node programs expect). */
  readonly env?: Readonly<Record<string, string>>;
  /** What `process.argv.slice(2)` is. */
  readonly argv?: readonly string[];
  /** All that the program reads from standard input, as UTF-8, before its end. Absent: the input is empty. */
  readonly stdin?: string;
}

export type OutputStream = 'stdout' | 'stderr';

/** What the program reaches while it runs. Calls arrive in order; none comes after `LabRun.result` has settled. */
export interface LabHost {
  /** Text as the program wrote it, at any chunk borders. After the cap (see `outputLimit`) nothing more comes. */
  output(stream: OutputStream, text: string): void;
  /**
   * The program made an HTTP request to `localhost:<port>` that no server of its own listens on: the collector's
   * ports. Resolve `undefined` when nothing listens there (the program sees ECONNREFUSED).
   */
  request(port: number, request: HttpRequest): Promise<HttpResponse | undefined>;
  /** A server of the program began to listen; drive it with `LabRun.request`. */
  listening?(port: number): void;
}

export interface RunOptions {
  /** Characters of output passed on; the rest is counted in `RunResult.droppedOutput`. Default 200,000. */
  readonly outputLimit?: number;
  /** The watchdog: a program that blocks its thread for this long is ended as `unresponsive`. Default 5,000 ms. */
  readonly unresponsiveAfterMs?: number;
  /** A program still running after this long is ended as `timed-out`. Default 60,000 ms. */
  readonly timeoutMs?: number;
}

/** Where in the learner's files something went wrong; 1-based line and column. */
export interface SourceLocation {
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

export interface Diagnostic {
  readonly location: SourceLocation;
  /** End of the range, where known. */
  readonly end?: { readonly line: number; readonly column: number };
  readonly message: string;
  /** "TS1005", "unknown-import", "import-cycle" … */
  readonly code: string;
}

export type RunResult = { readonly durationMs: number; readonly droppedOutput: number } & (
  | { readonly outcome: 'exited'; readonly exitCode: number; readonly error?: UncaughtError }
  | { readonly outcome: 'compile-error'; readonly diagnostics: readonly Diagnostic[] }
  | { readonly outcome: 'stopped' }
  | { readonly outcome: 'timed-out' }
  | { readonly outcome: 'unresponsive' }
  /** Not the learner's doing: the sandbox died, a worker failed to start. The run may be repeated elsewhere. */
  | { readonly outcome: 'infrastructure-error'; readonly reason: string }
);

/** An exception or rejection nobody caught; it has been printed on stderr too, as Node does. */
export interface UncaughtError {
  readonly name: string;
  readonly message: string;
  /** Mapped to the learner's files. */
  readonly stack: string;
  readonly location?: SourceLocation;
}

export interface LabRun {
  /** Settles once, after the last call to the host; never rejects. */
  readonly result: Promise<RunResult>;
  /** Ends the program at once; `result` becomes `stopped`. No-op after the end. */
  stop(): void;
  /** Sends a request to a server of the program; rejects with a `LabRequestError` when nothing listens or the run ended. */
  request(port: number, request: HttpRequest): Promise<HttpResponse>;
}

/** `code` is "ECONNREFUSED" (nothing listens on the port) or "ECONNRESET" (the run ended before it answered). */
export class LabRequestError extends Error {
  readonly code: 'ECONNREFUSED' | 'ECONNRESET';

  constructor(code: 'ECONNREFUSED' | 'ECONNRESET', port: number) {
    super(`${code}: request to the lab's port ${port}`);
    this.name = 'LabRequestError';
    this.code = code;
  }
}

export interface LabRuntime {
  readonly kind: RuntimeKind;
  /**
   * Loads and warms what the next run needs; `files` are those it will probably have, for the packages and the database.
   * Safe to call at any time, any number of times.
   */
  prepare(files?: LabFiles): Promise<void>;
  /** Starts a run. One at a time per runtime: a run still going is stopped first. */
  run(program: LabProgram, host: LabHost, options?: RunOptions): LabRun;
  /** Frees everything; a run still going is stopped. */
  dispose(): Promise<void>;
}
