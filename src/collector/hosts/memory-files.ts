import type { Files, OpenFile } from '../pipeline/files.ts';

const FIRST_CAPACITY = 1024;

/** Files in a table: for collectors in a page, in replays and in tests. Directories are there as soon as files are. */
export class MemoryFiles implements Files {
  readonly #files = new Map<string, Content>();

  async open(path: string, { append }: { readonly append: boolean }): Promise<OpenFile> {
    const content = this.#files.get(key(path)) ?? new Content();
    this.#files.set(key(path), content);
    if (!append) content.clear();
    return {
      get size() {
        return content.size;
      },
      write: async (bytes) => content.add(bytes),
      close: async () => undefined,
    };
  }

  async read(path: string): Promise<Uint8Array | undefined> {
    return this.#files.get(key(path))?.copy();
  }

  async rename(from: string, to: string): Promise<void> {
    const content = this.#files.get(key(from));
    if (content === undefined) throw new Error(`rename ${from} ${to}: no such file or directory`);
    this.#files.delete(key(from));
    this.#files.set(key(to), content);
  }

  async remove(path: string): Promise<void> {
    this.#files.delete(key(path));
  }

  async list(directory: string): Promise<readonly string[]> {
    const prefix = directory === '.' ? '' : `${key(directory).replace(/\/$/, '')}/`;
    return [...this.#files.keys()]
      .filter((path) => path.startsWith(prefix) && !path.slice(prefix.length).includes('/'))
      .map((path) => path.slice(prefix.length));
  }

  async kindOf(path: string): Promise<'file' | 'directory'> {
    return this.#files.has(key(path)) ? 'file' : 'directory';
  }

  async makeDirectory(): Promise<void> {
    // They are there.
  }
}

/** "./out" is "out". */
function key(path: string): string {
  return path.startsWith('./') ? path.slice(2) : path;
}

/** What is in a file, by whatever name; it grows by doubling. */
class Content {
  #bytes = new Uint8Array(FIRST_CAPACITY);
  size = 0;

  add(bytes: Uint8Array): void {
    const size = this.size + bytes.length;
    if (size > this.#bytes.length) {
      const larger = new Uint8Array(Math.max(size, 2 * this.#bytes.length));
      larger.set(this.copy());
      this.#bytes = larger;
    }
    this.#bytes.set(bytes, this.size);
    this.size = size;
  }

  clear(): void {
    this.size = 0;
  }

  copy(): Uint8Array {
    return this.#bytes.slice(0, this.size);
  }
}
