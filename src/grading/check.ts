/** What a check is and what it answers. A check reads telemetry and nothing else. */
import type { StoredSpan } from '../backends/traces/trace-store.ts';
import type { CounterValue } from '../collector/pipeline/self-telemetry.ts';
import type { LocalizedText } from './text.ts';

/** What one run of the program left behind at the backends, with the inputs the scenario drew for it. */
export interface RunTelemetry<Inputs = unknown> {
  readonly spans: readonly StoredSpan[];
  /** The collector configuration the run used (YAML text), or `undefined` where the lab has none. */
  readonly collectorConfig: string | undefined;
  /** The collector’s own metrics after the last flush ("otelcol_exporter_sent_spans"), for labs on its configuration. */
  readonly counters: readonly CounterValue[];
  readonly inputs: Inputs;
}

export type CheckOutcome =
  | {
      readonly status: 'pass' /** A count or the like, shown at the right: "2 spans". */;
      readonly note?: LocalizedText;
    }
  | {
      readonly status: 'fail';
      readonly expected: LocalizedText;
      readonly found: LocalizedText;
      /** The span that comes nearest to what was expected; the panel links to it. */
      readonly closest?: {
        readonly traceId: string;
        readonly spanId: string;
        readonly name: string;
        readonly service: string;
      };
      /** How the closest span differs, or what to do next, in one sentence. */
      readonly hint?: LocalizedText;
    }
  /** The check itself broke (a defect of the lab, never of the learner); counts as not passed. */
  | { readonly status: 'error'; readonly message: string };

export interface Check<Inputs = unknown> {
  /** Stable, kebab-case, unique in the lab: "child-of-hello". */
  readonly id: string;
  readonly title: LocalizedText;
  judge(telemetry: RunTelemetry<Inputs>): CheckOutcome;
}

export interface CheckResult {
  readonly id: string;
  readonly title: LocalizedText;
  readonly outcome: CheckOutcome;
}

export interface Verdict {
  /** All checks passed (and there was at least one). */
  readonly passed: boolean;
  readonly results: readonly CheckResult[];
}
