/** What the page and the worker with PostgreSQL say to each other. */

/** Where the files of the database lie. */
export interface DatabaseUrls {
  /** The script of the worker. */
  readonly worker: string;
  readonly wasm: string;
  /** A gzipped snapshot. */
  readonly snapshot: string;
}

/** Loaded once, then given to every worker: a compiled module and blobs cost nothing to pass on. */
export interface DatabaseFiles {
  readonly module: WebAssembly.Module;
  readonly dataDir: Blob;
  readonly bundle: Blob;
}

export type ToEngine =
  | { readonly type: 'start'; readonly from: DatabaseUrls | DatabaseFiles }
  /** The port over which a program talks to the engine comes with it. */
  | { readonly type: 'connect' }
  | { readonly type: 'ping' };

export type FromEngine =
  | { readonly type: 'files'; readonly files: DatabaseFiles }
  /** A database is open and waits for a program. */
  | { readonly type: 'ready' }
  | { readonly type: 'failed'; readonly reason: string }
  | { readonly type: 'pong' };
