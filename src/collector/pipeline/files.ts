/** The files of a collector, as far as components need them. Paths are the configuration's. */
export interface Files {
  /** Opens for writing: empties the file unless `append`. Rejects in the words of the system ("open x: permission denied"). */
  open(path: string, options: OpenOptions): Promise<OpenFile>;
  /** The whole of a file; `undefined` when there is none. */
  read(path: string): Promise<Uint8Array | undefined>;
  rename(from: string, to: string): Promise<void>;
  remove(path: string): Promise<void>;
  /** Names of what is in a directory; empty when there is none. */
  list(directory: string): Promise<readonly string[]>;
  /** What is at a path; `undefined` for nothing. Files in memory have every directory. Rejects as `open`. */
  kindOf(path: string): Promise<'file' | 'directory' | undefined>;
  /** Makes a directory and those above it that are missing; `mode` as `mkdir` takes it. */
  makeDirectory(path: string, mode: number): Promise<void>;
}

export interface OpenOptions {
  readonly append: boolean;
  /** Makes the directories above the file that are missing. */
  readonly createDirectory?: boolean;
  /** The permissions of directories made, as `mkdir` takes them; 0o755 without. */
  readonly directoryMode?: number;
}

export interface OpenFile {
  /** Bytes the file has. */
  readonly size: number;
  write(bytes: Uint8Array): Promise<void>;
  close(): Promise<void>;
}
