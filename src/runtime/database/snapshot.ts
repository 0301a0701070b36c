/**
 * The prepared data directory and PGlite's own files in one download: PostgreSQL's three first databases are nearly
 * the same, so the archive is written as its parts that are new and copies of earlier ones (a third of the size).
 */

const BLOCK = 512;

interface SnapshotHeader {
  /** Bytes of the archive. */
  readonly length: number;
  /** Parts of it that stand earlier in it, too, by place: at, from, length in bytes. */
  readonly copies: readonly (readonly [at: number, from: number, length: number])[];
}

export interface Snapshot {
  /** A tar archive, as `PGlite.dumpDataDir` makes it. */
  readonly dataDir: Uint8Array<ArrayBuffer>;
  /** PGlite's `pglite.data`. */
  readonly bundle: Uint8Array<ArrayBuffer>;
}

export function encodeSnapshot({ dataDir, bundle }: Snapshot): Uint8Array<ArrayBuffer> {
  const copies: [number, number, number][] = [];
  const literals: Uint8Array[] = [];
  const seen = new Map<string, number>();
  let written = 0;
  for (const [start, length] of fileContents(dataDir)) {
    const content = dataDir.subarray(start, start + length);
    // latin1 keeps every byte; files are a megabyte at most but for the log.
    const key = new TextDecoder('latin1').decode(content);
    const from = seen.get(key);
    if (from === undefined) seen.set(key, start);
    else {
      literals.push(dataDir.subarray(written, start));
      copies.push([start, from, length]);
      written = start + length;
    }
  }
  literals.push(dataDir.subarray(written));
  const header: SnapshotHeader = { length: dataDir.length, copies };
  const text = new TextEncoder().encode(JSON.stringify(header));
  const size = new Uint8Array(4);
  new DataView(size.buffer).setUint32(0, text.length);
  return concatenate([size, text, ...literals, bundle]);
}

export function decodeSnapshot(encoded: Uint8Array<ArrayBuffer>): Snapshot {
  const size = new DataView(encoded.buffer, encoded.byteOffset).getUint32(0);
  const header = JSON.parse(new TextDecoder().decode(encoded.subarray(4, 4 + size))) as SnapshotHeader;
  const dataDir = new Uint8Array(header.length);
  let read = 4 + size;
  let written = 0;
  const literalUntil = (end: number): void => {
    dataDir.set(encoded.subarray(read, read + end - written), written);
    read += end - written;
    written = end;
  };
  for (const [at, from, length] of header.copies) {
    literalUntil(at);
    dataDir.copyWithin(at, from, from + length);
    written += length;
  }
  literalUntil(header.length);
  return { dataDir, bundle: encoded.slice(read) };
}

/** Start and length of the files' contents in a tar archive, rounded up to its blocks. */
function* fileContents(tar: Uint8Array): Iterable<[start: number, length: number]> {
  const text = new TextDecoder('latin1');
  for (let at = 0; at + BLOCK <= tar.length && tar[at] !== 0; ) {
    const size = Number.parseInt(text.decode(tar.subarray(at + 124, at + 136)), 8) || 0;
    const length = Math.ceil(size / BLOCK) * BLOCK;
    if (length > 0) yield [at + BLOCK, length];
    at += BLOCK + length;
  }
}

function concatenate(parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  return bytes;
}
