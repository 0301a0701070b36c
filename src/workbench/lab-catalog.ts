/**
 * The labs of this site. Every file of a lab is a module of its own that is fetched when it is asked for, so a page
 * carries no lab but its own. Works in the browser, in the server rendering of Astro and in tests (all through Vite).
 */
import type { GradedLab } from '../grading/attempt.ts';
import type { Check } from '../grading/check.ts';
import type { LabDefinition, Scenario } from '../grading/lab.ts';
import type { LabFiles } from '../runtime/lab-runtime.ts';

const definitions = import.meta.glob<LabDefinition>('../../labs/*/lab.ts', { import: 'default' });
const scenarios = import.meta.glob<Scenario<unknown>>('../../labs/*/scenario.ts', { import: 'default' });
const checks = import.meta.glob<readonly Check[]>('../../labs/*/checks.ts', { import: 'default' });
const starters = import.meta.glob<string>(
  ['../../labs/*/starter/**/*', '!**/node_modules/**', '!**/package-lock.json'],
  { query: '?raw', import: 'default' },
);
const solutions = import.meta.glob<string>(
  ['../../labs/*/solution/**/*', '!**/node_modules/**', '!**/package-lock.json'],
  { query: '?raw', import: 'default' },
);

const readmes = import.meta.glob<string>('../../labs/*/README.md', { query: '?raw', import: 'default' });

/** A lab that can't be loaded. `code` says why; the message names the remedy. */
export class LabCatalogError extends Error {
  readonly code: 'unknown-lab' | 'incomplete-lab';
  readonly labId: string;

  constructor(code: LabCatalogError['code'], labId: string, message: string) {
    super(message);
    this.name = 'LabCatalogError';
    this.code = code;
    this.labId = labId;
  }
}

/** Ids of all labs, sorted. */
export function labIds(): string[] {
  return Object.keys(definitions)
    .flatMap((path) => path.match(/labs\/([^/]+)\/lab\.ts$/)?.[1] ?? [])
    .sort();
}

/** @throws {LabCatalogError} `unknown-lab` */
export async function loadDefinition(labId: string): Promise<LabDefinition> {
  return await the(definitions, labId, 'lab.ts')();
}

/**
 * All files of the starter by path, those not shown as tabs too.
 * @throws {LabCatalogError} `unknown-lab`, `incomplete-lab` when a file that `lab.ts` names is missing
 */
export async function loadStarter(labId: string): Promise<LabFiles> {
  const definition = await loadDefinition(labId);
  const files = await loadFolder(starters, labId, 'starter');
  for (const path of [
    definition.entry,
    definition.collectorConfig,
    ...definition.files.map((file) => file.path),
  ]) {
    if (!Object.hasOwn(files, path)) {
      throw new LabCatalogError(
        'incomplete-lab',
        labId,
        `labs/${labId}/lab.ts names ${path}, but labs/${labId}/starter/ has no such file.`,
      );
    }
  }
  return files;
}

/**
 * The solution's files; those that equal the starter are left out by the lab.
 * @throws {LabCatalogError} `unknown-lab`, `incomplete-lab` when there is none
 */
export async function loadSolution(labId: string): Promise<LabFiles> {
  the(definitions, labId, 'lab.ts');
  const files = await loadFolder(solutions, labId, 'solution');
  if (Object.keys(files).length === 0) {
    throw new LabCatalogError('incomplete-lab', labId, `labs/${labId}/solution/ has no files.`);
  }
  return files;
}

/**
 * How the lab runs outside of the Academy.
 * @throws {LabCatalogError} `unknown-lab`, `incomplete-lab` when it isn't told
 */
export function loadReadme(labId: string): Promise<string> {
  return the(readmes, labId, 'README.md')();
}

/** @throws {LabCatalogError} `unknown-lab`, `incomplete-lab` when scenario or checks are missing */
export async function loadGradedLab(labId: string): Promise<GradedLab> {
  const parts = [
    the(definitions, labId, 'lab.ts'),
    the(scenarios, labId, 'scenario.ts'),
    the(checks, labId, 'checks.ts'),
  ] as const;
  const [definition, scenario, judges] = await Promise.all([parts[0](), parts[1](), parts[2]()]);
  return { definition, scenario, checks: judges };
}

function the<T>(
  modules: Readonly<Record<string, () => Promise<T>>>,
  labId: string,
  file: string,
): () => Promise<T> {
  const key = `../../labs/${labId}/${file}`;
  const load = Object.hasOwn(modules, key) ? modules[key] : undefined;
  if (load) return load;
  if (labIds().includes(labId)) {
    throw new LabCatalogError('incomplete-lab', labId, `labs/${labId}/ has no ${file}.`);
  }
  const known = labIds().join(', ') || 'none';
  throw new LabCatalogError('unknown-lab', labId, `There is no lab "${labId}". Known labs: ${known}.`);
}

async function loadFolder(
  modules: Readonly<Record<string, () => Promise<string>>>,
  labId: string,
  folder: string,
): Promise<LabFiles> {
  const prefix = `../../labs/${labId}/${folder}/`;
  const paths = Object.keys(modules).filter((path) => path.startsWith(prefix));
  const texts = await Promise.all(
    paths.map(async (path) => [path.slice(prefix.length), await modules[path]?.()]),
  );
  return Object.fromEntries(texts.filter(([, text]) => text !== undefined));
}
