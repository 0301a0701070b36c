/** Proves labs in runtimes and says how it went. */
import { InProcessCollector } from '../../collector/hosts/in-process-collector.ts';
import { labIds, loadLab } from './lab-folder.ts';
import { type AvailableRuntime, createRuntime } from './lab-runtimes.ts';
import type { LabProof, Proof } from './proof.ts';
import { proveLab, type ReferenceTrees } from './prove-lab.ts';
import { UsageError } from './usage-error.ts';

/** All labs when no ids are given. Throws a `UsageError` for an unknown one. `say` gets progress, line by line. */
export async function proveLabs(
  labsFolder: string,
  ids: readonly string[],
  runtimes: readonly AvailableRuntime[],
  say: (line: string) => void,
): Promise<Proof> {
  const known = await labIds(labsFolder);
  const unknown = ids.filter((id) => !known.includes(id));
  if (unknown.length > 0) {
    throw new UsageError(`Unknown lab ${unknown.join(', ')}. Labs: ${known.join(', ') || 'none'}`);
  }
  const folders = await Promise.all((ids.length > 0 ? ids : known).map((id) => loadLab(labsFolder, id)));
  const trees: ReferenceTrees = new Map();
  const labs: LabProof[] = [];
  for (const kind of runtimes) {
    say(`${kind} · starting`);
    const runtime = await createRuntime(kind);
    const collector = new InProcessCollector();
    try {
      await runtime.prepare();
      for (const folder of folders) {
        const { requires = kind } = folder.lab.definition;
        // Node is the reference of every lab.
        if (kind !== 'node' && requires !== kind)
          say(`${folder.id} · ${kind} · not run: it requires ${requires}`);
        else labs.push(await proveLab(folder, { runtime, collector, trees, say }));
      }
    } finally {
      collector.dispose();
      await runtime.dispose();
    }
  }
  return { ok: labs.length > 0 && labs.every(({ ok }) => ok), labs };
}

/** A line a lab and runtime, and the sum. */
export function proofText({ ok, labs }: Proof): string {
  const lines = labs.map(({ id, runtime, ok: proved, starter, solution, wrong, ms }) => {
    const bad = [
      ...(starter.ok ? [] : ['starter']),
      ...(solution.ok ? [] : ['solution']),
      ...wrong.filter((attempt) => !attempt.ok).map(({ slug }) => `wrong/${slug}`),
    ];
    const detail = proved
      ? `${wrong.length} wrong attempts refused`
      : `see above: ${bad.join(', ') || 'the lab itself'}`;
    return `${proved ? 'proved' : 'FAILED'}  ${id}  ${runtime}  ${(ms / 1000).toFixed(1)} s  ${detail}`;
  });
  return [...lines, ok ? 'All labs are proved.' : 'Not all labs are proved.'].join('\n');
}
