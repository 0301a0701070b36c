/** Bounds for what statements of learners may take, in memory and on PostgreSQL's disk (which is memory, too). */
import type { PGlite } from '@electric-sql/pglite';

/** PostgreSQL answers "out of memory" beyond it. */
const MOST_MEMORY_BYTES = 512 * 1024 * 1024;
const PAGE_BYTES = 64 * 1024;

/** Beyond it, "No space left on device". An empty database has 40 MB. */
const MOST_DISK_BYTES = 400 * 1024 * 1024;
/** Emscripten's number of ENOSPC. */
const NO_SPACE = 51;

/** Databases made from now on get no more than the limit, whatever PGlite asks for. */
export function limitMemory(): void {
  const Native = WebAssembly.Memory;
  const most = MOST_MEMORY_BYTES / PAGE_BYTES;
  WebAssembly.Memory = class extends Native {
    constructor(descriptor: WebAssembly.MemoryDescriptor) {
      super({ ...descriptor, maximum: Math.min(descriptor.maximum ?? most, most) });
    }
  };
}

type Write = (
  stream: { readonly node: { readonly usedBytes: number } },
  buffer: Uint8Array,
  offset: number,
  length: number,
  position: number,
  ...more: unknown[]
) => number;

interface EngineFiles {
  open(path: string, flags: string): { readonly stream_ops: { write: Write } };
  close(stream: object): void;
  readonly ErrnoError: new (errno: number) => Error;
}

/** Counts what files grow by; freed space doesn't come back, as PostgreSQL reuses it within its files. */
export function limitDisk(database: PGlite): void {
  const { FS } = database.Module as unknown as { readonly FS: EngineFiles };
  // All files share the object with their operations; one of them leads to it.
  const file = FS.open('/dev/shm/.limit', 'w+');
  const operations = file.stream_ops;
  FS.close(file);
  const { write } = operations;
  let left = MOST_DISK_BYTES;
  operations.write = (stream, buffer, offset, length, position, ...more) => {
    const growth = Math.max(0, position + length - stream.node.usedBytes);
    if (growth > left) throw new FS.ErrnoError(NO_SPACE);
    left -= growth;
    return write(stream, buffer, offset, length, position, ...more);
  };
}
