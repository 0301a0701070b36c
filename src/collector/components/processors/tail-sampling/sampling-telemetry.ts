import type { FeatureGates } from '../../../config/feature-gates.ts';
import type { SelfTelemetry } from '../../../pipeline/self-telemetry.ts';
import { HistogramTally } from './histogram-tally.ts';
import type { Decision } from './policies/policy-evaluator.ts';
import { Tally } from './tally.ts';

const PREFIX = 'otelcol_processor_tail_sampling_';
const NS_PER_US = 1000n;

const LATENCY_BOUNDS = [
  1, 2, 5, 10, 25, 50, 75, 100, 150, 200, 300, 400, 500, 750, 1000, 2000, 3000, 4000, 5000, 10_000, 20_000,
  30_000, 50_000,
];
/** The bounds of histograms that name none. */
const DEFAULT_BOUNDS = [0, 5, 10, 25, 50, 75, 100, 250, 500, 750, 1000, 2500, 5000, 7500, 10_000];

const DECISIONS: readonly Decision[] = ['sampled', 'not_sampled', 'dropped'];

/** The counters of one policy. */
interface PolicyTallies {
  readonly traces: Readonly<Record<Decision, Tally>>;
  readonly spans: Readonly<Record<Decision, Tally>>;
  readonly bytes: Readonly<Record<Decision, Tally>>;
  readonly executions: Tally;
  readonly time: Tally;
  timeNs: bigint;
}

/** The processor's own metrics, by the names they have in the collector. */
export class SamplingTelemetry {
  readonly newTraces = new Tally(`${PREFIX}new_trace_id_received`);
  readonly tooEarly = new Tally(`${PREFIX}sampling_trace_dropped_too_early`);
  readonly tooLarge = new Tally(`${PREFIX}traces_dropped_too_large`);
  readonly errors = new Tally(`${PREFIX}sampling_policy_evaluation_error`);
  readonly unparsableTraceStates = new Tally(`${PREFIX}count_spans_with_unparseable_tracestate`);
  readonly cachedSampled = new Tally(`${PREFIX}early_releases_from_cache_decision`, { sampled: 'true' });
  readonly cachedNotSampled = new Tally(`${PREFIX}early_releases_from_cache_decision`, { sampled: 'false' });
  readonly decided = byDecision(`${PREFIX}global_count_traces_sampled`, {});
  /** ms */
  readonly decisionLatency = new HistogramTally(`${PREFIX}sampling_decision_timer_latency`, LATENCY_BOUNDS);
  /** s */
  readonly lateSpanAge = new HistogramTally(`${PREFIX}sampling_late_span_age`, DEFAULT_BOUNDS);
  /** s */
  readonly removalAge = new HistogramTally(`${PREFIX}sampling_trace_removal_age`, DEFAULT_BOUNDS);
  readonly #policies: readonly PolicyTallies[];
  readonly #telemetry: SelfTelemetry;
  readonly #countsSpans: boolean;
  readonly #countsBytes: boolean;

  /** `policies`: their names as metrics have them. */
  constructor(telemetry: SelfTelemetry, policies: readonly string[], gates: FeatureGates) {
    this.#telemetry = telemetry;
    this.#policies = policies.map(policyTallies);
    this.#countsSpans = gates.has('processor.tailsamplingprocessor.metricstatcountspanssampled');
    this.#countsBytes = gates.has('processor.tailsamplingprocessor.metricstatcountbytessampled');
  }

  /** A policy was asked, and took so long. */
  executed(policy: number, ns: bigint): void {
    const tallies = this.#policies[policy];
    if (tallies === undefined) return;
    tallies.timeNs += ns;
    tallies.executions.add(1);
  }

  /** A policy has decided about a trace. */
  policyDecided(policy: number, decision: Decision, spans: number, bytes: number): void {
    const tallies = this.#policies[policy];
    if (tallies === undefined) return;
    tallies.traces[decision].add(1);
    if (this.#countsSpans) tallies.spans[decision].add(spans);
    if (this.#countsBytes) tallies.bytes[decision].add(bytes);
  }

  /** A round of decisions is over: what it counts is visible from now on, even where it is 0. */
  roundEnded(latencyMs: number): void {
    this.decisionLatency.record(latencyMs);
    this.errors.add(0);
    for (const { executions, time } of this.#policies) {
      executions.add(0);
      time.add(0);
    }
  }

  /** The gauge keeps the number until it is told another one. */
  tracesInMemory(count: number): void {
    this.#telemetry.observe(`${PREFIX}sampling_traces_on_memory`, {}, () => count);
  }

  flush(): void {
    const telemetry = this.#telemetry;
    for (const tallies of this.#policies) {
      if (tallies.timeNs >= NS_PER_US) {
        tallies.time.add(Number(tallies.timeNs / NS_PER_US));
        tallies.timeNs = 0n;
      }
      for (const decision of DECISIONS) {
        tallies.traces[decision].flush(telemetry);
        tallies.spans[decision].flush(telemetry);
        tallies.bytes[decision].flush(telemetry);
      }
      tallies.time.flush(telemetry);
      tallies.executions.flush(telemetry);
    }
    for (const decision of DECISIONS) this.decided[decision].flush(telemetry);
    for (const tally of [
      this.newTraces,
      this.tooEarly,
      this.tooLarge,
      this.errors,
      this.unparsableTraceStates,
      this.cachedSampled,
      this.cachedNotSampled,
      this.decisionLatency,
      this.lateSpanAge,
      this.removalAge,
    ]) {
      tally.flush(telemetry);
    }
  }
}

function policyTallies(policy: string): PolicyTallies {
  return {
    traces: byDecision(`${PREFIX}count_traces_sampled`, { policy }),
    spans: byDecision(`${PREFIX}count_spans_sampled`, { policy }),
    bytes: byDecision(`${PREFIX}count_bytes_sampled`, { policy }),
    executions: new Tally(`${PREFIX}sampling_policy_execution_count`, { policy }),
    time: new Tally(`${PREFIX}sampling_policy_execution_time_sum`, { policy }),
    timeNs: 0n,
  };
}

function byDecision(
  name: string,
  attributes: Readonly<Record<string, string>>,
): Readonly<Record<Decision, Tally>> {
  const tally = (decision: Decision): Tally =>
    new Tally(name, { ...attributes, sampled: String(decision === 'sampled'), decision });
  return { sampled: tally('sampled'), not_sampled: tally('not_sampled'), dropped: tally('dropped') };
}
