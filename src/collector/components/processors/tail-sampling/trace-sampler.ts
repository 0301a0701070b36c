import type { ResourceSpans } from '../../../../otlp/model.ts';
import type { ComponentContext } from '../../../pipeline/component.ts';
import { ALWAYS } from '../probabilistic-sampler/threshold.ts';
import type { TailSamplingConfig } from './config.ts';
import { DecisionCache } from './decision-cache.ts';
import { resourceSpansSize } from './encoded-size.ts';
import { type IdBatch, IdBatcher } from './id-batcher.ts';
import type { PendingTrace } from './pending-trace.ts';
import type { Decision } from './policies/policy-evaluator.ts';
import type { PolicyRun, Verdict } from './policy-run.ts';
import type { SamplingTelemetry } from './sampling-telemetry.ts';
import type { TraceBatch } from './split-by-trace.ts';
import type { TraceOutlet } from './trace-outlet.ts';
import type { TraceStore } from './trace-store.ts';

const NS_PER_SECOND = 1_000_000_000n;
const NS_PER_MS = 1_000_000n;
/** The number of `dropped` in the collector's log. */
const DROPPED = 4;

export interface TraceSamplerParts {
  readonly run: PolicyRun;
  readonly store: TraceStore;
  readonly outlet: TraceOutlet;
  readonly telemetry: SamplingTelemetry;
}

/** Takes spans in, and decides about their traces when they are due. */
export class TraceSampler {
  readonly #config: TailSamplingConfig;
  readonly #context: ComponentContext;
  readonly #run: PolicyRun;
  readonly #store: TraceStore;
  readonly #outlet: TraceOutlet;
  readonly #telemetry: SamplingTelemetry;
  readonly #batcher: IdBatcher;
  readonly #sampledIds: DecisionCache;
  readonly #notSampledIds: DecisionCache;
  readonly #rootWaitTicks: number;
  readonly #onArrival: boolean;
  readonly #measures: boolean;
  readonly #sharesBudgets: boolean;

  constructor(config: TailSamplingConfig, context: ComponentContext, parts: TraceSamplerParts) {
    this.#config = config;
    this.#context = context;
    this.#run = parts.run;
    this.#store = parts.store;
    this.#outlet = parts.outlet;
    this.#telemetry = parts.telemetry;
    this.#batcher = new IdBatcher(Math.max(1, wholeSeconds(config.decision_wait)));
    this.#sampledIds = new DecisionCache(config.decision_cache.sampled_cache_size);
    this.#notSampledIds = new DecisionCache(config.decision_cache.non_sampled_cache_size);
    this.#rootWaitTicks = wholeSeconds(config.decision_wait_after_root_received);
    this.#onArrival = config.sampling_strategy === 'span-ingest';
    const gates = context.featureGates;
    // To measure spans takes long.
    this.#measures =
      config.maximum_trace_size_bytes > 0 ||
      gates.has('processor.tailsamplingprocessor.metricstatcountbytessampled');
    this.#sharesBudgets = gates.has('processor.tailsamplingprocessor.usetracestate');
  }

  /** After so many ticks every trace that is known now is decided. */
  get ticksToDecide(): number {
    return this.#batcher.waits + 1;
  }

  /** Takes spans in; false where there is no room for another trace, and they must wait. */
  add(batch: TraceBatch): boolean {
    if (this.#addCached(batch)) return true;
    let trace = this.#store.get(batch.traceId);
    if (trace === undefined) {
      if (!this.#makeRoom()) return false;
      trace = this.#store.create(batch.traceId);
      trace.due = this.#batcher.add(trace.id);
      this.#telemetry.newTraces.add(1);
    } else this.#telemetry.newTraces.add(0);
    this.#addTo(trace, batch);
    return true;
  }

  /** Decides about the traces that are due; says whether others wait. */
  tick(): boolean {
    const { clock, logger } = this.#context;
    logger.log('debug', 'Sampling Policy Evaluation ticked');
    const began = clock.now();
    const { batch, more } = this.#batcher.take();
    const { due, missing } = this.#dueOf(batch);
    const decisions = this.#onArrival ? this.#giveUp(due) : this.#decideAll(due);
    const errors = this.#run.takeErrors();
    this.#telemetry.tooEarly.add(missing);
    this.#telemetry.tracesInMemory(this.#store.sizeOfAll);
    this.#endRound(began, errors);
    logger.log('debug', 'Sampling policy evaluation completed', {
      'batch.len': batch.size,
      sampled: decisions.sampled,
      notSampled: decisions.not_sampled,
      dropped: decisions.dropped,
      droppedPriorToEvaluation: missing,
      policyEvaluationErrors: errors,
    });
    return more;
  }

  /** No more spans come: ticks take what waits until nothing is left. */
  stop(): void {
    this.#batcher.stop();
  }

  /** Spans of traces whose decision is remembered by a cache. */
  #addCached({ traceId: id, resourceSpans, spanCount }: TraceBatch): boolean {
    const { logger } = this.#context;
    const sampled = this.#sampledIds.get(id);
    if (sampled !== undefined) {
      logger.log('debug', 'Trace ID is in the sampled cache', { id });
      this.#outlet.sendCached(resourceSpans, sampled);
      this.#telemetry.cachedSampled.add(spanCount);
      return true;
    }
    if (this.#notSampledIds.get(id) === undefined) return false;
    logger.log('debug', 'Trace ID is in the non-sampled cache', { id });
    this.#telemetry.cachedNotSampled.add(spanCount);
    return true;
  }

  /** Lets the oldest trace go where there are too many; false where that is not wanted. */
  #makeRoom(): boolean {
    if (this.#store.size < this.#config.num_traces) return true;
    if (this.#config.block_on_overflow) return false;
    const { oldest } = this.#store;
    if (oldest !== undefined) this.#store.remove(oldest);
    else {
      const message = "deleteTraceQueue is empty, but we're waiting for space. This is a bug!";
      this.#context.logger.log('error', message);
    }
    return true;
  }

  #addTo(trace: PendingTrace, { resourceSpans, spanCount, hasRoot }: TraceBatch): void {
    trace.spanCount += spanCount;
    if (hasRoot && this.#config.decision_wait_after_root_received > 0n) {
      trace.due = this.#batcher.moveEarlier(trace.id, trace.due, this.#rootWaitTicks);
    }
    if (this.#measures) trace.sizeBytes += resourceSpansSize(resourceSpans);
    const limit = this.#config.maximum_trace_size_bytes;
    if (trace.decision !== undefined) this.#addLate(trace, trace.decision, resourceSpans);
    else if (limit > 0 && trace.sizeBytes > limit) this.#tooLarge(trace);
    else if (this.#onArrival) this.#decideOnArrival(trace, resourceSpans);
    else this.#store.hold(trace, resourceSpans);
  }

  /** Spans of a trace that is decided and still known. */
  #addLate(trace: PendingTrace, decision: Decision, spans: ResourceSpans): void {
    const { clock, logger } = this.#context;
    if (decision === 'sampled') this.#outlet.sendLate(spans, trace.threshold);
    else if (decision === 'dropped') {
      logger.log('warn', 'Unexpected sampling decision', { decision: DROPPED });
    }
    if (trace.decidedAt !== undefined) {
      this.#telemetry.lateSpanAge.record(wholeSeconds(clock.now() - trace.decidedAt));
    }
  }

  #tooLarge(trace: PendingTrace): void {
    this.#telemetry.tooLarge.add(1);
    this.#batcher.remove(trace.id, trace.due);
    this.#settle(trace, { decision: 'not_sampled', policyName: '', threshold: ALWAYS });
  }

  #decideOnArrival(trace: PendingTrace, spans: ResourceSpans): void {
    const began = this.#context.clock.now();
    const { id, spanCount, sizeBytes } = trace;
    const batches = [spans];
    const verdict = this.#run.decideOnArrival({ id, spanCount, sizeBytes, batches });
    this.#endRound(began, this.#run.takeErrors());
    trace.decidedAt = began;
    if (verdict === undefined) this.#store.hold(trace, spans);
    else {
      // The spans that came before are not marked.
      if (verdict.decision === 'sampled') this.#outlet.mark(batches, verdict);
      trace.batches.push(spans);
      this.#conclude(trace, verdict);
    }
  }

  #dueOf(batch: IdBatch): { due: PendingTrace[]; missing: number } {
    const due: PendingTrace[] = [];
    let missing = 0;
    for (const id of batch) {
      const trace = this.#store.get(id);
      if (trace === undefined) missing += 1;
      // One that is known again after it had to go may have been due before.
      else if (trace.decision === undefined) due.push(trace);
    }
    return { due, missing };
  }

  /** Span by span, no policy wanted these. */
  #giveUp(due: readonly PendingTrace[]): Record<Decision, number> {
    for (const trace of due) {
      trace.decidedAt = this.#context.clock.now();
      this.#conclude(trace, { decision: 'not_sampled', policyName: '', threshold: ALWAYS });
      if (this.#store.get(trace.id) === trace) this.#store.remove(trace);
      else this.#context.logger.log('debug', 'Attempt to delete trace ID not on table', { id: trace.id });
    }
    return { sampled: 0, not_sampled: due.length, dropped: 0 };
  }

  #decideAll(due: readonly PendingTrace[]): Record<Decision, number> {
    const { clock } = this.#context;
    const counts = { sampled: 0, not_sampled: 0, dropped: 0 };
    // Those that are dropped take no part in budgets.
    const left = due.filter((trace) => {
      const policy = this.#run.droppedBy(trace);
      if (policy === undefined) return true;
      trace.decidedAt = clock.now();
      counts.dropped += 1;
      this.#conclude(trace, { decision: 'dropped', policyName: policy.name, threshold: ALWAYS });
      return false;
    });
    if (this.#sharesBudgets) this.#run.prepare(left);
    for (const trace of left) {
      trace.decidedAt = clock.now();
      const verdict = this.#run.decide(trace);
      counts[verdict.decision] += 1;
      if (verdict.decision === 'sampled') this.#outlet.mark(trace.batches, verdict);
      this.#conclude(trace, verdict);
    }
    return counts;
  }

  #conclude(trace: PendingTrace, verdict: Verdict): void {
    this.#telemetry.decided[verdict.decision].add(1);
    this.#settle(trace, verdict);
  }

  /** Hands a decided trace on, or not; its spans are not held any longer, and where a cache knows it, nor is it. */
  #settle(trace: PendingTrace, { decision, policyName, threshold }: Verdict): void {
    trace.decision = decision;
    trace.threshold = threshold;
    const cache = decision === 'sampled' ? this.#sampledIds : this.#notSampledIds;
    cache.put(trace.id, { policyName, threshold });
    if (decision === 'sampled') this.#outlet.send(trace.batches);
    if (cache.enabled) this.#store.remove(trace);
    else this.#store.empty(trace);
  }

  #endRound(began: bigint, errors: number): void {
    this.#telemetry.roundEnded(Number((this.#context.clock.now() - began) / NS_PER_MS));
    this.#telemetry.errors.add(errors);
  }
}

function wholeSeconds(ns: bigint): number {
  return Number(ns / NS_PER_SECOND);
}
