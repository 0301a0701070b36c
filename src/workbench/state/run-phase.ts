/** How a run ended, as a phase of the workbench. */
import type { AttemptResult } from '../../grading/attempt.ts';
import type { RunPhase } from './workbench-state.ts';

export function phaseAfter({ run, collector }: AttemptResult): RunPhase {
  if (!run) {
    if (collector.ok) return { kind: 'stopped' };
    return { kind: 'failed', failure: { kind: 'collector', message: collector.errors[0]?.message ?? '' } };
  }
  switch (run.outcome) {
    case 'compile-error': {
      const [first] = run.diagnostics;
      const message = first?.message ?? '';
      return {
        kind: 'failed',
        failure: { kind: 'compile', message, problems: run.diagnostics.length, location: first?.location },
      };
    }
    case 'exited': {
      if (run.error) {
        const { name, message, location } = run.error;
        return { kind: 'failed', failure: { kind: 'uncaught', message: `${name}: ${message}`, location } };
      }
      if (run.exitCode !== 0)
        return { kind: 'failed', failure: { kind: 'exit-code', exitCode: run.exitCode } };
      return { kind: 'finished', durationMs: run.durationMs };
    }
    case 'infrastructure-error':
      return { kind: 'infrastructure-error', reason: run.reason };
    default:
      return { kind: run.outcome };
  }
}
