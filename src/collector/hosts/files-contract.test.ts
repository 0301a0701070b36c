/** What components may rely on, wherever their files are. */
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import type { Files } from '../pipeline/files.ts';
import { MemoryFiles } from './memory-files.ts';
import { NodeFiles } from './node/node-files.ts';

const folders: string[] = [];
const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const text = (read: Uint8Array | undefined): string | undefined => read && new TextDecoder().decode(read);

function folder(): string {
  const path = mkdtempSync(join(tmpdir(), 'files-'));
  folders.push(path);
  return path;
}

afterAll(() => {
  for (const path of folders) rmSync(path, { recursive: true, force: true });
});

describe.each<[string, () => Files]>([
  ['files in memory', () => new MemoryFiles()],
  ['files of the machine', () => new NodeFiles()],
])('%s', (_name, create) => {
  test('hold what is written, in order, and know their size', async () => {
    const files = create();
    const path = join(folder(), 'out.jsonl');
    const file = await files.open(path, { append: false });
    expect(file.size).toBe(0);
    await Promise.all([file.write(bytes('one\n')), file.write(bytes('zwei £\n')), file.write(bytes('3'))]);
    expect(file.size).toBe(13);
    await file.close();
    expect(text(await files.read(path))).toBe('one\nzwei £\n3');
  });

  test('are emptied when opened, unless something is to be added', async () => {
    const files = create();
    const path = join(folder(), 'out');
    const write = async (append: boolean, content: string): Promise<number> => {
      const file = await files.open(path, { append });
      const { size } = file;
      await file.write(bytes(content));
      await file.close();
      return size;
    };
    expect(await write(true, 'abc')).toBe(0);
    expect(await write(true, 'def')).toBe(3);
    expect(text(await files.read(path))).toBe('abcdef');
    expect(await write(false, 'g')).toBe(0);
    expect(text(await files.read(path))).toBe('g');
  });

  test('are there when nothing was written yet', async () => {
    const files = create();
    const path = join(folder(), 'empty');
    await (await files.open(path, { append: false })).close();
    expect(await files.read(path)).toEqual(new Uint8Array());
  });

  test('that aren’t there are no error to read, to remove or to list', async () => {
    const files = create();
    const path = join(folder(), 'none');
    expect(await files.read(path)).toBeUndefined();
    expect(await files.list(path)).toEqual([]);
    await files.remove(path);
  });

  test('are renamed over others; what is still open goes along', async () => {
    const files = create();
    const base = folder();
    const [from, to] = [join(base, 'a'), join(base, 'b')];
    await (await files.open(to, { append: false })).write(bytes('old'));
    const file = await files.open(from, { append: true });
    await file.write(bytes('new'));
    await files.rename(from, to);
    await file.write(bytes('er'));
    expect(await files.read(from)).toBeUndefined();
    expect(text(await files.read(to))).toBe('newer');
    await expect(files.rename(from, to)).rejects.toThrow(`rename ${from} ${to}: no such file or directory`);
  });

  test('are listed by directory, and not those below it', async () => {
    const files = create();
    const base = folder();
    for (const path of ['a', 'b.txt', join('below', 'c')]) {
      await (await files.open(join(base, path), { append: false, createDirectory: true })).close();
    }
    expect([...(await files.list(base))].sort()).toEqual(['a', 'b.txt']);
    expect(await files.list(join(base, 'below'))).toEqual(['c']);
    await files.remove(join(base, 'a'));
    expect(await files.list(base)).toEqual(['b.txt']);
  });

  test('are told apart from directories, which can be made', async () => {
    const files = create();
    const base = folder();
    const path = join(base, 'file');
    await (await files.open(path, { append: false })).close();
    expect(await files.kindOf(path)).toBe('file');
    const directory = join(base, 'a', 'b');
    await files.makeDirectory(directory, 0o750);
    await files.makeDirectory(directory, 0o750);
    expect(await files.kindOf(directory)).toBe('directory');
  });

  test('hand out copies', async () => {
    const files = create();
    const path = join(folder(), 'x');
    const file = await files.open(path, { append: false });
    const written = bytes('abc');
    await file.write(written);
    written.fill(0);
    const read = await files.read(path);
    read?.fill(0);
    expect(text(await files.read(path))).toBe('abc');
    await file.close();
  });
});

describe('files of the machine', () => {
  test('fail in the words of the system', async () => {
    const files = new NodeFiles();
    const base = folder();
    const missing = join(base, 'no', 'such');
    await expect(files.open(missing, { append: true })).rejects.toThrow(
      `open ${missing}: no such file or directory`,
    );
    const directory = join(base, 'directory');
    mkdirSync(directory);
    await expect(files.open(directory, { append: true })).rejects.toThrow(
      `open ${directory}: is a directory`,
    );
    const file = join(base, 'file');
    await (await files.open(file, { append: false })).close();
    const below = join(file, 'x');
    await expect(files.open(below, { append: false })).rejects.toThrow(`open ${below}: not a directory`);
    await expect(files.list(file)).rejects.toThrow(`open ${file}: not a directory`);
    expect(await files.kindOf(missing)).toBeUndefined();
    await expect(files.kindOf(below)).rejects.toThrow(`stat ${below}: not a directory`);
  });
});
