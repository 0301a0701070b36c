/** What `loadFiles` gets: a tree as JSON, or a snapshot, the same tree in MessagePack. */

export type Tree = { readonly d: Readonly<Record<string, Tree | File>> };
type File = { readonly f: { readonly c?: string | Uint8Array; readonly b?: boolean; readonly l?: string } };

export interface TreeFile {
  readonly path: string;
  readonly content: Uint8Array;
}

export function readTree(bytes: Uint8Array): readonly TreeFile[] {
  // JSON begins with a brace, a map of MessagePack never does.
  const tree = bytes[0] === 0x7b ? (JSON.parse(Buffer.from(bytes).toString('utf8')) as Tree) : decode(bytes);
  return [...filesOf(tree as Tree, '')];
}

function* filesOf(tree: Tree, folder: string): Generator<TreeFile> {
  for (const [name, entry] of Object.entries(tree.d)) {
    const path = `${folder}${name}`;
    if ('d' in entry) yield* filesOf(entry, `${path}/`);
    else {
      const { c = '', b } = entry.f;
      yield { path, content: typeof c === 'string' ? Buffer.from(c, b ? 'latin1' : 'utf8') : c };
    }
  }
}

/** The part of MessagePack that snapshots use: maps, strings, bytes. Throws on anything else. */
function decode(bytes: Uint8Array): unknown {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let at = 0;
  const take = (length: number): Uint8Array => {
    at += length;
    if (at > bytes.length) throw new Error('a snapshot that ends too early');
    return bytes.subarray(at - length, at);
  };
  const number = (size: 1 | 2 | 4): number => {
    take(size);
    if (size === 1) return view.getUint8(at - 1);
    return size === 2 ? view.getUint16(at - 2) : view.getUint32(at - 4);
  };
  const text = (length: number): string => Buffer.from(take(length)).toString('utf8');
  const map = (size: number): unknown =>
    Object.fromEntries(Array.from({ length: size }, () => [value(), value()] as const));
  const value = (): unknown => {
    const type = number(1);
    if (type >= 0x80 && type <= 0x8f) return map(type & 0x0f);
    if (type >= 0xa0 && type <= 0xbf) return text(type & 0x1f);
    switch (type) {
      case 0xc4:
        return take(number(1));
      case 0xc5:
        return take(number(2));
      case 0xc6:
        return take(number(4));
      case 0xd9:
        return text(number(1));
      case 0xda:
        return text(number(2));
      case 0xdb:
        return text(number(4));
      case 0xde:
        return map(number(2));
      case 0xdf:
        return map(number(4));
      default:
        throw new Error(`a snapshot with the type 0x${type.toString(16)} at ${at - 1}`);
    }
  };
  return value();
}
