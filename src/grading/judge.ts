/** Asks every check, and keeps the verdict honest when one breaks. */
import type { Check, CheckOutcome, CheckResult, RunTelemetry, Verdict } from './check.ts';

/** A check that throws, or answers nothing it may answer, counts as `error`, never as a pass. No checks, no pass. */
export function judge<Inputs>(checks: readonly Check<Inputs>[], telemetry: RunTelemetry<Inputs>): Verdict {
  const results = checks.map(
    (check): CheckResult => ({ id: check.id, title: check.title, outcome: outcomeOf(check, telemetry) }),
  );
  return {
    passed: results.length > 0 && results.every(({ outcome }) => outcome.status === 'pass'),
    results,
  };
}

function outcomeOf<Inputs>(check: Check<Inputs>, telemetry: RunTelemetry<Inputs>): CheckOutcome {
  try {
    const outcome: CheckOutcome | undefined = check.judge(telemetry);
    return outcome?.status === 'pass' || outcome?.status === 'fail' || outcome?.status === 'error'
      ? outcome
      : { status: 'error', message: `check ${check.id} gave no outcome` };
  } catch (error) {
    const reason = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
    return { status: 'error', message: `check ${check.id} broke: ${reason}` };
  }
}
