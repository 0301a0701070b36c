/** What a program's `PGlite` and the worker with PostgreSQL say to each other, over a port of their own. */

/** Options that only the engine can follow; the others stay with the program's object. */
export interface EngineOptions {
  readonly username?: string;
  readonly database?: string;
  readonly startParams?: readonly string[];
  readonly postgresqlconf?: string | readonly string[];
  readonly initialMemory?: number;
  /** An archive made by `dumpDataDir`. */
  readonly loadDataDir?: Blob;
}

export type DatabaseCall =
  | { readonly type: 'open'; readonly options: EngineOptions }
  /** Messages of PostgreSQL's wire protocol; `blob` is what /dev/blob reads, while the statement runs. */
  | { readonly type: 'exec'; readonly message: Uint8Array }
  | { readonly type: 'blob'; readonly blob: Blob | undefined }
  | { readonly type: 'dump'; readonly compression: 'none' | 'gzip' | 'auto' | undefined }
  | { readonly type: 'close' };

/** `database` numbers the program's objects. */
export type ToDatabase = DatabaseCall & { readonly id: number; readonly database: number };

export interface DatabaseValue {
  /** What PostgreSQL answered. */
  readonly data?: Uint8Array;
  /** What the statement has written to /dev/blob. */
  readonly written?: Blob;
  readonly dump?: Blob;
}

export type FromDatabase =
  | { readonly id: number; readonly value: DatabaseValue }
  | { readonly id: number; readonly failure: string };
