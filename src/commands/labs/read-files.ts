/** The files of a folder as a lab's files. */
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import type { LabFiles } from '../../runtime/lab-runtime.ts';

/** Never part of a lab: what is installed, built or hidden. */
const SKIPPED = /^(node_modules|dist|package-lock\.json|\..*)$/;

/** Text files below the folder by their path in it, sorted; nothing when there is no such folder. */
export async function readFiles(
  folder: string,
  skip: (path: string) => boolean = () => false,
): Promise<LabFiles> {
  const files: Record<string, string> = {};
  for (const name of await filesBelow(folder)) {
    if (skip(name)) continue;
    const text = asText(await readFile(path.join(folder, name)));
    if (text !== undefined) files[name] = text;
  }
  return files;
}

async function filesBelow(folder: string, inside = ''): Promise<string[]> {
  let entries: import('node:fs').Dirent[];
  try {
    entries = await readdir(path.join(folder, inside), { withFileTypes: true });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT' && inside === '') return [];
    throw error;
  }
  const kept = entries.filter(({ name }) => !SKIPPED.test(name)).sort((a, b) => (a.name < b.name ? -1 : 1));
  const found = await Promise.all(
    kept.map((entry) => {
      const name = inside === '' ? entry.name : `${inside}/${entry.name}`;
      if (entry.isDirectory()) return filesBelow(folder, name);
      return entry.isFile() ? [name] : [];
    }),
  );
  return found.flat();
}

/** `undefined` for files that are not UTF-8. */
function asText(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}
