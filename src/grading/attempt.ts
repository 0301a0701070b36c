/** One run of a lab, graded: the collector starts, the program runs under its scenario, the checks judge what arrived. */

import type { StoredSpan } from '../backends/traces/trace-store.ts';
import type { CollectorStart, ComponentStatus, HostedCollector } from '../collector/hosted-collector.ts';
import type { CounterValue } from '../collector/pipeline/self-telemetry.ts';
import type {
  LabFiles,
  LabRuntime,
  OutputStream,
  RunOptions,
  RunResult,
  RuntimeKind,
} from '../runtime/lab-runtime.ts';
import type { Check, Verdict } from './check.ts';
import type { LabDefinition, Scenario } from './lab.ts';

/** A lab with everything needed to run and judge it. */
export interface GradedLab<Inputs = unknown> {
  readonly definition: LabDefinition;
  readonly scenario: Scenario<Inputs>;
  readonly checks: readonly Check<Inputs>[];
}

export interface AttemptEvents {
  output?(stream: OutputStream, text: string): void;
  collectorLog?(line: string): void;
  /** The first span of this run is in the trace store, then every further delivery. */
  spans?(spans: readonly StoredSpan[]): void;
  exchange?(exchange: {
    readonly method: string;
    readonly path: string;
    readonly status: number;
    readonly requestBytes: number;
  }): void;
}

export interface AttemptOptions<Inputs = unknown> {
  readonly lab: GradedLab<Inputs>;
  /** All files of the lab, as the learner has them now. */
  readonly files: LabFiles;
  readonly runtime: LabRuntime;
  readonly collector: HostedCollector;
  /** Draws the inputs; shown to the learner so that a run can be repeated. */
  readonly seed: number;
  readonly events?: AttemptEvents;
  readonly run?: RunOptions;
}

export interface AttemptResult {
  readonly seed: number;
  /** Where the program ran, or would have run. */
  readonly runtime: RuntimeKind;
  /** `undefined` when the collector refused its configuration; the program was not started then. */
  readonly run: RunResult | undefined;
  readonly collector: CollectorStart;
  readonly status: readonly ComponentStatus[];
  /** The collector’s own metrics after the last flush; empty where it did not get so far. */
  readonly counters: readonly CounterValue[];
  readonly spans: readonly StoredSpan[];
  /** `undefined` when there was nothing to judge: compile error, collector refused, stopped, infrastructure error. */
  readonly verdict: Verdict | undefined;
}

export interface Attempt {
  readonly result: Promise<AttemptResult>;
  stop(): void;
}

/** Starts an attempt. Implemented in `run-attempt.ts`. */
export type RunAttempt = <Inputs>(options: AttemptOptions<Inputs>) => Attempt;
