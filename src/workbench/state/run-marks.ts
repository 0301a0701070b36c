/** Where the outcome of a run is shown in the learner's files. */
import type { ConfigError } from '../../collector/hosted-collector.ts';
import type { AttemptResult } from '../../grading/attempt.ts';
import type { LabDefinition } from '../../grading/lab.ts';
import type { Diagnostic, SourceLocation } from '../../runtime/lab-runtime.ts';
import type { FileMark } from './workbench-state.ts';

export type FileMarks = Readonly<Record<string, readonly FileMark[]>>;

/** Compile errors and an uncaught error at their line, the collector's errors and warnings in its configuration. */
export function marksOf(result: AttemptResult, definition: LabDefinition): FileMarks {
  const marks: Record<string, FileMark[]> = {};
  const add = (path: string, mark: FileMark): void => {
    marks[path] ??= [];
    marks[path].push(mark);
  };
  const { run, collector } = result;
  if (run?.outcome === 'compile-error') {
    for (const diagnostic of run.diagnostics) add(diagnostic.location.file, diagnosticMark(diagnostic));
  }
  if (run?.outcome === 'exited' && run.error?.location) {
    const { file, line, column } = run.error.location;
    add(file, { severity: 'error', message: `${run.error.name}: ${run.error.message}`, line, column });
  }
  if (collector.ok) {
    for (const warning of collector.warnings) add(definition.collectorConfig, configMark(warning, 'warning'));
  } else if (!run) {
    for (const error of collector.errors) add(definition.collectorConfig, configMark(error, 'error'));
  }
  return marks;
}

/** The place to open after the run: the first error, if it is in a file the learner sees. */
export function placeOfFailure(result: AttemptResult, definition: LabDefinition): SourceLocation | undefined {
  const { run, collector } = result;
  const place = run || collector.ok ? programPlace(run) : configPlace(collector.errors, definition);
  return place && definition.files.some((file) => file.path === place.file) ? place : undefined;
}

function programPlace(run: AttemptResult['run']): SourceLocation | undefined {
  if (run?.outcome === 'compile-error') return run.diagnostics[0]?.location;
  return run?.outcome === 'exited' ? run.error?.location : undefined;
}

function configPlace(errors: readonly ConfigError[], definition: LabDefinition): SourceLocation {
  const location = errors.find((error) => error.location)?.location;
  return { file: definition.collectorConfig, line: location?.line ?? 1, column: location?.column ?? 1 };
}

function diagnosticMark({ message, location, end }: Diagnostic): FileMark {
  const { line, column } = location;
  return {
    severity: 'error',
    message,
    line,
    column,
    ...(end && { endLine: end.line, endColumn: end.column }),
  };
}

function configMark({ message, location }: ConfigError, severity: FileMark['severity']): FileMark {
  return { severity, message, ...location };
}
