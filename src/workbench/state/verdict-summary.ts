/** A verdict in one line: what the strip above the panels and the announcements say. */
import type { CheckOutcome, CheckResult, Verdict } from '../../grading/check.ts';

export type ClosestSpan = NonNullable<Extract<CheckOutcome, { status: 'fail' }>['closest']>;

export interface VerdictSummary {
  readonly passed: number;
  readonly total: number;
  readonly firstFailing: CheckResult | undefined;
  /** Of the first failing check that names one. */
  readonly closest: ClosestSpan | undefined;
}

export function summarize(verdict: Verdict): VerdictSummary {
  const failing = verdict.results.filter(({ outcome }) => outcome.status !== 'pass');
  return {
    passed: verdict.results.length - failing.length,
    total: verdict.results.length,
    firstFailing: failing[0],
    closest: failing.flatMap(({ outcome }) =>
      outcome.status === 'fail' && outcome.closest ? [outcome.closest] : [],
    )[0],
  };
}
