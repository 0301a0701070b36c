/** A lab as it lies on disk, ready to be proved. */
import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import type { GradedLab } from '../../grading/attempt.ts';
import type { Checks, LabDefinition, Scenario, WrongAttempt } from '../../grading/lab.ts';
import type { LabFiles } from '../../runtime/lab-runtime.ts';
import { readFiles } from './read-files.ts';

export interface LabFolder {
  readonly id: string;
  readonly lab: GradedLab;
  readonly starter: LabFiles;
  readonly solution: LabFiles;
  readonly wrong: readonly {
    readonly slug: string;
    readonly attempt: WrongAttempt;
    readonly files: LabFiles;
  }[];
}

/** The ids of all labs: folders with a `lab.ts`. */
export async function labIds(labsFolder: string): Promise<readonly string[]> {
  const ids: string[] = [];
  for (const name of await foldersIn(labsFolder)) {
    const entries = await readdir(path.join(labsFolder, name));
    if (entries.includes('lab.ts')) ids.push(name);
  }
  return ids;
}

/** Solutions lie on top of the starter, wrong attempts on top of the solution. */
export async function loadLab(labsFolder: string, id: string): Promise<LabFolder> {
  const folder = path.join(labsFolder, id);
  const starter = await readFiles(path.join(folder, 'starter'));
  const solution = { ...starter, ...(await readFiles(path.join(folder, 'solution'))) };
  const wrong = await Promise.all(
    (await foldersIn(path.join(folder, 'wrong'))).map(async (slug) => {
      const attemptFolder = path.join(folder, 'wrong', slug);
      const files = { ...solution, ...(await readFiles(attemptFolder, (name) => name === 'wrong.ts')) };
      return { slug, attempt: await importDefault<WrongAttempt>(attemptFolder, 'wrong.ts'), files };
    }),
  );
  const lab: GradedLab = {
    definition: await importDefault<LabDefinition>(folder, 'lab.ts'),
    scenario: await importDefault<Scenario<unknown>>(folder, 'scenario.ts'),
    checks: await importDefault<Checks<unknown>>(folder, 'checks.ts'),
  };
  return { id, lab, starter, solution, wrong };
}

async function importDefault<T>(folder: string, file: string): Promise<T> {
  const url = pathToFileURL(path.join(folder, file)).href;
  const module = (await import(url)) as { default?: T };
  if (module.default === undefined) throw new Error(`${path.join(folder, file)} has no default export`);
  return module.default;
}

async function foldersIn(parent: string): Promise<readonly string[]> {
  const entries = await readdir(parent, { withFileTypes: true }).catch(() => []);
  return entries
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort();
}
