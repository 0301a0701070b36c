import type { Files, OpenFile } from '../pipeline/files.ts';

/** Files in a table: for collectors in a page, in replays and in tests. */
export class MemoryFiles implements Files {
  readonly #files = new Map<string, Uint8Array>();

  async open(path: string, { append }: { readonly append: boolean }): Promise<OpenFile> {
    if (!append || !this.#files.has(path)) this.#files.set(path, new Uint8Array());
    const size = (): number => this.#files.get(path)?.length ?? 0;
    return {
      get size() {
        return size();
      },
      write: async (bytes) => {
        const before = this.#files.get(path) ?? new Uint8Array();
        const after = new Uint8Array(before.length + bytes.length);
        after.set(before);
        after.set(bytes, before.length);
        this.#files.set(path, after);
      },
      close: async () => undefined,
    };
  }

  async read(path: string): Promise<Uint8Array | undefined> {
    return this.#files.get(path);
  }

  async rename(from: string, to: string): Promise<void> {
    const content = this.#files.get(from);
    if (content === undefined) throw new Error(`rename ${from} ${to}: no such file or directory`);
    this.#files.delete(from);
    this.#files.set(to, content);
  }

  async remove(path: string): Promise<void> {
    this.#files.delete(path);
  }

  async list(directory: string): Promise<readonly string[]> {
    const prefix = `${directory.replace(/\/$/, '')}/`;
    return [...this.#files.keys()]
      .filter((path) => path.startsWith(prefix) && !path.slice(prefix.length).includes('/'))
      .map((path) => path.slice(prefix.length));
  }
}
