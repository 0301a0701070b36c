/** What is wrong with a lab before anything has run. */
import type { LabFolder } from './lab-folder.ts';

const isRuntime = (name: string | undefined): boolean =>
  [undefined, 'embedded', 'webcontainer'].includes(name);

/** Sentences; none for a sound lab. */
export function labDefects({ id, lab, starter, wrong }: LabFolder): readonly string[] {
  const { definition, checks } = lab;
  const known = new Set(checks.map((check) => check.id));
  const unknown = (ids: readonly string[], where: string): string[] =>
    ids
      .filter((check) => !known.has(check))
      .map((check) => `${where} names the check ${check}, which does not exist`);
  const missing = [definition.entry, definition.collectorConfig, ...definition.files.map(({ path }) => path)];
  return [
    ...(definition.id === id ? [] : [`lab.ts says the id is ${definition.id}, the folder says ${id}`]),
    ...(isRuntime(definition.requires)
      ? []
      : [`lab.ts requires the runtime ${definition.requires}, which does not exist`]),
    ...(checks.length === 0 ? ['it has no checks'] : []),
    ...(known.size === checks.length ? [] : ['two of its checks have the same id']),
    ...(wrong.length === 0 ? ['it has no wrong attempts'] : []),
    ...unknown(definition.starterPasses, 'starterPasses'),
    ...wrong.flatMap(({ slug, attempt }) => unknown(attempt.refusedBy, `wrong/${slug}`)),
    ...wrong
      .filter(({ attempt }) => attempt.refusedBy.length === 0)
      .map(({ slug }) => `wrong/${slug} names no check`),
    ...new Set(
      missing.filter((path) => starter[path] === undefined).map((path) => `the starter has no ${path}`),
    ),
  ];
}
