import type { RepositoryCheck } from './check.ts';

export interface Counts {
  readonly passed: number;
  readonly failed: number;
}

/** Runs the checks one after the other and prints a line for each, with its problems below it. */
export async function runChecks(checks: readonly RepositoryCheck[]): Promise<Counts> {
  let failed = 0;
  for (const check of checks) {
    const began = Date.now();
    const problems = await check.run();
    const seconds = `${((Date.now() - began) / 1000).toFixed(1)} s`;
    console.log(
      problems.length === 0 ? `ok    ${check.name} (${seconds})` : `FAIL  ${check.name} (${seconds})`,
    );
    for (const problem of problems) console.log(problem.replace(/^/gm, '      '));
    if (problems.length > 0) failed += 1;
  }
  console.log(`${checks.length - failed} passed, ${failed} failed`);
  return { passed: checks.length - failed, failed };
}
