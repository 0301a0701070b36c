/** Bounds for what statements of learners may take, in memory and on PostgreSQL's disk (which is memory, too). */
import type { PGlite } from '@electric-sql/pglite';

/** PostgreSQL answers "out of memory" beyond it. */
const MOST_MEMORY_BYTES = 512 * 1024 * 1024;
const PAGE_BYTES = 64 * 1024;

/** What tables may grow by; beyond it, "No space left on device". */
const MOST_DATA_BYTES = 300 * 1024 * 1024;
/** The same for the log. It has more, because PostgreSQL gives up altogether when it can't write that. */
const MOST_LOG_BYTES = 800 * 1024 * 1024;
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

interface FileNode {
  readonly usedBytes: number;
  readonly node_ops: { setattr: SetAttributes };
}

type SetAttributes = (node: FileNode, attributes: { readonly size?: number }) => void;

type Write = (
  stream: { readonly path?: string; readonly node: FileNode },
  buffer: Uint8Array,
  offset: number,
  length: number,
  position: number,
  ...more: unknown[]
) => number;

interface EngineFiles {
  open(path: string, flags: string): { readonly stream_ops: { write: Write }; readonly node: FileNode };
  close(stream: object): void;
  readonly ErrnoError: new (errno: number) => Error;
}

/** Counts what files grow and shrink by. PostgreSQL truncates what it drops. */
export function limitDisk(database: PGlite): void {
  const { FS } = database.Module as unknown as { readonly FS: EngineFiles };
  // All files share the objects with their operations; one of them leads to them.
  const file = FS.open('/dev/shm/.limit', 'w+');
  const { stream_ops: ofStreams, node } = file;
  const { node_ops: ofNodes } = node;
  FS.close(file);
  const { write } = ofStreams;
  const { setattr } = ofNodes;
  const left = { data: MOST_DATA_BYTES, log: MOST_LOG_BYTES };
  const take = (kind: 'data' | 'log', growth: number): void => {
    if (growth > 0 && growth > left[kind]) throw new FS.ErrnoError(NO_SPACE);
    left[kind] -= growth;
  };
  ofStreams.write = (stream, buffer, offset, length, position, ...more) => {
    const growth = Math.max(0, position + length - stream.node.usedBytes);
    take(stream.path?.includes('/pg_wal/') === true ? 'log' : 'data', growth);
    return write(stream, buffer, offset, length, position, ...more);
  };
  ofNodes.setattr = (changed, attributes) => {
    if (attributes.size !== undefined) take('data', attributes.size - changed.usedBytes);
    setattr(changed, attributes);
  };
}
