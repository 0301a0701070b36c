/** `npm run oracle -- collector`: the real OpenTelemetry Collector and ours on the same configurations and inputs. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { knownDifferences } from '../../../collector/reference/known-differences.ts';
import type { Oracle } from '../oracle.ts';
import type { Answer } from './answer.ts';
import { buildReference, documentedKeysOf, goVersion } from './build-reference.ts';
import { differences } from './compare.ts';
import { bodyOf, type Case, corpusNames, readCorpus } from './corpus.ts';
import { olderModules, patchedModules } from './patched-modules.ts';
import { runOurs } from './run-ours.ts';
import { runReference } from './run-reference.ts';

const recorded = fileURLToPath(new URL('./recorded/', import.meta.url));

/** Every configuration key of the real components, with its Go type and default. */
export const documentedKeys = fileURLToPath(new URL('./documented-keys.json', import.meta.url));

/** Most of a case is waiting. */
const AT_ONCE = 4;

export const collectorOracle: Oracle = {
  name: 'collector',
  about: 'the OpenTelemetry Collector v0.162, built from Go modules',
  async run({ record, filter, progress }) {
    const go = goVersion();
    if (go === undefined) return { skipped: 'there is no Go toolchain (`go` on the PATH)' };
    const binary = buildReference(progress);
    const known: { name: string; reason: string }[] = [];
    const found: { name: string; details: string[] }[] = [];
    let compared = 0;
    for (const file of corpusNames().filter((name) => mayHave(name, filter))) {
      const all = readCorpus(file);
      const cases = all.filter(({ name }) => filter === undefined || name.includes(filter));
      if (cases.length === 0) continue;
      progress(`${file}: ${cases.length} cases`);
      const answers = new Map<string, Answer>();
      await inParallel(cases, async (each) => {
        const theirs = await runReference(binary, each);
        answers.set(each.name, theirs);
        const details = await compareCase(each, theirs);
        compared += 1;
        if (each.differs === undefined) {
          if (details.length > 0) found.push({ name: each.name, details });
        } else if (details.length > 0)
          known.push({ name: each.name, reason: knownDifferences[each.differs].en });
        else found.push({ name: each.name, details: ['is said to differ, and doesn’t: remove `differs`'] });
      });
      if (record && cases.length === all.length) keep(file, cases, answers);
    }
    if (record && filter === undefined) writeFileSync(documentedKeys, documentedKeysOf(binary));
    const caveats = [...patchedModules.map(({ caveat }) => caveat), ...olderModules];
    return { compared, known, differences: found, caveats };
  },
};

/** Where ours differs from an answer of the real one. An error of ours is a difference, too. */
export async function compareCase(each: Case, theirs: Answer): Promise<string[]> {
  const inputs = each.steps.flatMap((step) => ('send' in step ? [bodyOf(step)] : []));
  try {
    return differences(theirs, await runOurs(each), inputs);
  } catch (error) {
    return [`ours failed: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`];
  }
}

/** What the real collector answered when it was last asked, by the names of the cases. */
export function readRecorded(file: string): Readonly<Record<string, Answer>> {
  return JSON.parse(readFileSync(`${recorded}${file}.json`, 'utf8')) as Record<string, Answer>;
}

function keep(file: string, cases: readonly Case[], answers: ReadonlyMap<string, Answer>): void {
  mkdirSync(recorded, { recursive: true });
  const entries = cases.map(({ name }) => [name, answers.get(name)]);
  writeFileSync(`${recorded}${file}.json`, `${JSON.stringify(Object.fromEntries(entries), undefined, 1)}\n`);
}

/** A filter "file/…" leaves other files unread, so that somebody's half-written one doesn't matter. */
function mayHave(file: string, filter: string | undefined): boolean {
  const slash = filter?.indexOf('/') ?? -1;
  return slash < 0 || file.endsWith(filter?.slice(0, slash) ?? '');
}

async function inParallel<T>(items: readonly T[], action: (item: T) => Promise<void>): Promise<void> {
  const queue = [...items];
  const worker = async (): Promise<void> => {
    for (let item = queue.shift(); item !== undefined; item = queue.shift()) await action(item);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
}
