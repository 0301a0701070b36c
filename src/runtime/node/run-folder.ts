/** The temporary folder of one run: the lab's files, its packages, its ports. */
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, realpath, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { LabFiles } from '../lab-runtime.ts';
import { declaredPackages } from '../packages/declared-packages.ts';

export interface RunFolder {
  /** The program's working directory: real path, no links in it. */
  readonly lab: string;
  readonly sockets: string;
  remove(): Promise<void>;
}

/** Packages are looked up in the `nodeModules` folders, one after another. Throws when a path leads out of the folder. What exists already is removed again. */
export async function createRunFolder(files: LabFiles, nodeModules: readonly string[]): Promise<RunFolder> {
  const root = await realpath(await mkdtemp(path.join(tmpdir(), 'lab-')));
  const folder: RunFolder = {
    lab: path.join(root, 'lab'),
    sockets: path.join(root, 's'),
    remove: () => rm(root, { recursive: true, force: true, maxRetries: 3 }),
  };
  try {
    await mkdir(folder.sockets);
    await writeFiles(folder.lab, files);
    await linkPackages(folder.lab, files, nodeModules);
    return folder;
  } catch (error) {
    await folder.remove();
    throw error;
  }
}

async function writeFiles(lab: string, files: LabFiles): Promise<void> {
  // Without a package.json Node would have to guess that the files are ES modules, and warns.
  const all = { 'package.json': '{ "type": "module" }\n', ...files };
  for (const [name, text] of Object.entries(all)) {
    const target = path.resolve(lab, name);
    if (!target.startsWith(lab + path.sep))
      throw new Error(`The file ${name} is not inside of the lab's folder`);
    await mkdir(path.dirname(target), { recursive: true });
    await writeFile(target, text);
  }
}

/** A lab sees the packages its package.json names, and no others of the project; without one it sees all. */
async function linkPackages(lab: string, files: LabFiles, nodeModules: readonly string[]): Promise<void> {
  const declared = declaredPackages(files);
  const target = path.join(lab, 'node_modules');
  if (declared === undefined) return symlink(nodeModules.at(-1) ?? '', target, 'junction');
  for (const name of Object.keys(declared)) {
    const place = nodeModules.map((folder) => path.join(folder, name)).find(existsSync);
    // Importing it fails as it does where nothing was installed.
    if (place === undefined) continue;
    const link = path.join(target, name);
    await mkdir(path.dirname(link), { recursive: true });
    await symlink(place, link, 'junction');
  }
}
