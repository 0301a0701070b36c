/** The licences of the packages that the built site passes on: they ask to go with every copy. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { PACKAGE_SET_NAMES } from '../packages/package-sets.ts';
import { PROJECT_ROOT } from './cached-build.ts';

interface Manifest {
  readonly name: string;
  readonly version: string;
  readonly license?: string;
  readonly dependencies?: Readonly<Record<string, string>>;
}

/** One text: for each licence who it is for, packages with the same words together. */
export function licenceNotices(): string {
  const folders = new Set<string>();
  for (const set of PACKAGE_SET_NAMES)
    collect(join(PROJECT_ROOT, 'src/runtime/package-sets', set), folders, true);
  // Of the site's own packages those it names; what they bring for the build stays here.
  collect(PROJECT_ROOT, folders, false);
  const byText = new Map<string, string[]>();
  for (const folder of [...folders].sort()) {
    const { name, version, license = 'no licence named' } = readManifest(folder);
    const texts = legalTexts(folder);
    const text = texts.length > 0 ? texts.join('\n\n') : `Licence: ${license}`;
    byText.set(text, [...(byText.get(text) ?? []), `${name} ${version} (${license})`]);
  }
  return [...byText]
    .map(([text, packages]) => `${[...new Set(packages)].join('\n')}\n\n${text}\n`)
    .join(`\n${'-'.repeat(80)}\n\n`);
}

/** The packages that the one in `folder` depends on, and theirs if `deep`. */
function collect(folder: string, found: Set<string>, deep: boolean): void {
  for (const name of Object.keys(readManifest(folder).dependencies ?? {})) {
    const place = installed(name, folder);
    if (place === undefined || found.has(place)) continue;
    found.add(place);
    if (deep) collect(place, found, true);
  }
}

/** Walks up the `node_modules` folders as Node does. */
function installed(name: string, from: string): string | undefined {
  for (let folder = from; !relative(PROJECT_ROOT, folder).startsWith('..'); folder = dirname(folder)) {
    const place = join(folder, 'node_modules', name);
    if (existsSync(join(place, 'package.json'))) return place;
  }
  return undefined;
}

function legalTexts(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isFile() && /^(licen[cs]e|notice|copying)(\.|-|$)/i.test(entry.name))
    .map((entry) => readFileSync(join(folder, entry.name), 'utf8').trim());
}

function readManifest(folder: string): Manifest {
  return JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as Manifest;
}
