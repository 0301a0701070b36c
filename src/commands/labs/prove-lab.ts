/** Proves a lab in one runtime: the starter fails what it should, the solution passes, each wrong attempt is refused as it says. */
import type { HostedCollector } from '../../collector/hosted-collector.ts';
import type { AttemptResult } from '../../grading/attempt.ts';
import { runAttempt } from '../../grading/run-attempt.ts';
import type { LabFiles, LabRuntime } from '../../runtime/lab-runtime.ts';
import { labDefects } from './lab-defects.ts';
import type { LabFolder } from './lab-folder.ts';
import type { LabProof } from './proof.ts';
import { spanTree } from './span-tree.ts';

/** Inputs differ from seed to seed; a solution must pass under all. */
const SOLUTION_SEEDS = [1, 2, 3];
const SEED = 1;

/** The span trees of the runtime proved first, by lab, attempt and seed: those of the others must be equal. */
export type ReferenceTrees = Map<string, { readonly runtime: string; readonly tree: string }>;

export interface ProofContext {
  readonly runtime: LabRuntime;
  readonly collector: HostedCollector;
  readonly trees: ReferenceTrees;
  /** Progress, and what is wrong, one line at a time. */
  readonly say: (line: string) => void;
}

export async function proveLab(folder: LabFolder, context: ProofContext): Promise<LabProof> {
  const began = performance.now();
  const { id } = folder;
  const { runtime, say } = context;
  const where = `${id} · ${runtime.kind}`;
  const defects = labDefects(folder);
  for (const defect of defects) say(`${where} · ${defect}`);
  const all = folder.lab.checks.map((check) => check.id);
  const prove = async (
    name: string,
    files: LabFiles,
    seed: number,
    refusedBy: readonly string[],
    clean: boolean,
  ) => {
    const started = performance.now();
    const result = await runAttempt({ lab: folder.lab, files, seed, runtime, collector: context.collector })
      .result;
    const problems = [
      ...attemptProblems(result, refusedBy, clean),
      ...treeProblems(`${id} ${name} ${seed}`, result, context),
    ];
    const ms = Math.round(performance.now() - started);
    say(`${where} · ${name} · seed ${seed} · ${problems.length === 0 ? 'ok' : 'FAILED'} in ${ms} ms`);
    for (const problem of problems) say(`  ${problem}`);
    return { ok: problems.length === 0, failed: failedChecks(result) };
  };

  const starterFails = all.filter((check) => !folder.lab.definition.starterPasses.includes(check));
  const starter = await prove('starter', folder.starter, SEED, starterFails, true);
  let solved = true;
  for (const seed of SOLUTION_SEEDS) {
    const { ok } = await prove('solution', folder.solution, seed, [], true);
    solved &&= ok;
  }
  const wrong: LabProof['wrong'][number][] = [];
  for (const { slug, attempt, files } of folder.wrong) {
    const { ok, failed } = await prove(`wrong/${slug}`, files, SEED, attempt.refusedBy, false);
    wrong.push({ slug, ok, refusedBy: failed });
  }
  return {
    id,
    runtime: runtime.kind,
    ok: defects.length === 0 && starter.ok && solved && wrong.every(({ ok }) => ok),
    starter,
    solution: { ok: solved },
    wrong,
    ms: Math.round(performance.now() - began),
  };
}

/** `clean`: the program has to end by itself with 0. */
function attemptProblems(
  result: AttemptResult,
  refusedBy: readonly string[],
  clean: boolean,
): readonly string[] {
  const { collector, run, verdict } = result;
  if (!collector.ok)
    return collector.errors.map(({ message }) => `the collector refused its configuration: ${message}`);
  const problems: string[] = [];
  if (clean && !(run?.outcome === 'exited' && run.exitCode === 0)) {
    problems.push(`the program did not end well: ${JSON.stringify(run)}`);
  }
  if (verdict === undefined) return [...problems, `there was nothing to judge: ${JSON.stringify(run)}`];
  for (const { id, outcome } of verdict.results) {
    if (outcome.status === 'error') problems.push(`the check ${id} broke: ${outcome.message}`);
    if (outcome.status === 'fail' && !refusedBy.includes(id)) {
      problems.push(`${id} fails; expected: ${outcome.expected.en}; found: ${outcome.found.en}`);
    }
    if (outcome.status === 'pass' && refusedBy.includes(id)) problems.push(`${id} passes, but should fail`);
  }
  return problems;
}

function treeProblems(
  key: string,
  result: AttemptResult,
  { trees, runtime }: ProofContext,
): readonly string[] {
  const tree = spanTree(result.spans);
  const reference = trees.get(key);
  if (reference === undefined) {
    trees.set(key, { runtime: runtime.kind, tree });
    return [];
  }
  if (reference.tree === tree) return [];
  return [
    `other spans than in ${reference.runtime}:`,
    ...`${reference.tree}--- here:\n${tree}`.trimEnd().split('\n'),
  ];
}

function failedChecks({ verdict }: AttemptResult): readonly string[] {
  return (verdict?.results ?? []).filter(({ outcome }) => outcome.status !== 'pass').map(({ id }) => id);
}
