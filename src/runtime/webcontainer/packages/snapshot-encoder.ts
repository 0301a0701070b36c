/**
 * The binary snapshot that `WebContainer.mount` takes: MessagePack (github.com/msgpack/msgpack, spec.md) of
 * `{ d: { name: { f: { c: bytes } } | { d: … } } }`. Made here, because the usual tool gives other bytes on every run, so that
 * nothing could be cached by its hash, and can't do symbolic links or large trees.
 */

/** Paths with "/" → contents. The same files give the same bytes, in whatever order they come. */
export function encodeSnapshot(files: ReadonlyMap<string, Uint8Array>): Uint8Array<ArrayBuffer> {
  const root: Folder = new Map();
  for (const [path, content] of files) {
    const names = path.split('/');
    const name = names.pop() ?? '';
    folderAt(root, names).set(name, content);
  }
  const chunks: Uint8Array[] = [];
  writeFolder(root, (...parts) => void chunks.push(...parts));
  const length = chunks.reduce((sum, chunk) => sum + chunk.length, 0);
  const whole = new Uint8Array(length);
  let at = 0;
  for (const chunk of chunks) {
    whole.set(chunk, at);
    at += chunk.length;
  }
  return whole;
}

type Folder = Map<string, Folder | Uint8Array>;
type Write = (...chunks: Uint8Array[]) => void;

function folderAt(root: Folder, names: readonly string[]): Folder {
  let folder = root;
  for (const name of names) {
    const inner = folder.get(name) ?? new Map();
    folder.set(name, inner);
    if (!(inner instanceof Map)) throw new Error(`${names.join('/')}: ${name} is a file`);
    folder = inner;
  }
  return folder;
}

function writeFolder(folder: Folder, write: Write): void {
  write(mapHeader(1), text('d'), mapHeader(folder.size));
  for (const name of [...folder.keys()].sort()) {
    const entry = folder.get(name);
    write(text(name));
    if (entry instanceof Map) writeFolder(entry, write);
    else if (entry !== undefined) {
      write(mapHeader(1), text('f'), mapHeader(1), text('c'), header(BINARY, entry.length), entry);
    }
  }
}

/** First bytes for lengths that fit 8, 16 and 32 bits. */
type LengthFormats = readonly [bits8: number | undefined, bits16: number, bits32: number];
const BINARY: LengthFormats = [0xc4, 0xc5, 0xc6];
const STRING: LengthFormats = [0xd9, 0xda, 0xdb];
const MAP: LengthFormats = [undefined, 0xde, 0xdf];

function mapHeader(size: number): Uint8Array {
  return size < 16 ? Uint8Array.of(0x80 | size) : header(MAP, size);
}

function text(value: string): Uint8Array {
  const bytes = new TextEncoder().encode(value);
  const start = bytes.length < 32 ? Uint8Array.of(0xa0 | bytes.length) : header(STRING, bytes.length);
  const whole = new Uint8Array(start.length + bytes.length);
  whole.set(start);
  whole.set(bytes, start.length);
  return whole;
}

function header([bits8, bits16, bits32]: LengthFormats, length: number): Uint8Array {
  if (bits8 !== undefined && length < 0x100) return Uint8Array.of(bits8, length);
  if (length < 0x1_0000) return Uint8Array.of(bits16, length >> 8, length & 0xff);
  const bytes = new Uint8Array(5);
  bytes[0] = bits32;
  new DataView(bytes.buffer).setUint32(1, length);
  return bytes;
}
