import type { ComponentContext } from '../../../pipeline/component.ts';
import type { Sampler } from './sampler.ts';
import type { SamplingCarrier } from './sampling-carrier.ts';
import { PROBLEMS, type SamplingProblem } from './sampling-problem.ts';
import { ALWAYS, HIGHEST_RANDOMNESS, NEVER, type Randomness, type Threshold } from './threshold.ts';

/** Where a random value came from, as the counters name it. */
export interface Draw {
  readonly randomness: Randomness;
  readonly policy: string;
}

const MISSING: Draw = { randomness: HIGHEST_RANDOMNESS, policy: 'missing_randomness' };
/** Where nothing is drawn: only a priority keeps the item. */
const UNUSED: Draw = { randomness: HIGHEST_RANDOMNESS, policy: 'sampling_priority' };

/** What a signal brings to the decision. */
export interface SampledSignal<T> {
  /** What log lines and the counter call it. */
  readonly name: 'traces' | 'logs';
  /** Whether items whose hash can't be had are marked as if they had the highest. */
  readonly marksMissing: boolean;
  carrier(item: T): SamplingCarrier;
  /** '' where there is none. */
  traceId(item: T): string;
  hash(item: T): Draw | undefined;
  /** The threshold the item asks for itself. */
  priority(item: T): Threshold | undefined;
}

/** Decides on items one by one, says what was wrong with them, and counts (processor/probabilisticsamplerprocessor). */
export class ItemSampler<T> {
  readonly #signal: SampledSignal<T>;
  readonly #sampler: Sampler;
  readonly #failClosed: boolean;
  readonly #context: ComponentContext;
  /** By policy. */
  readonly #counts = new Map<string, { kept: number; dropped: number }>();

  constructor(signal: SampledSignal<T>, sampler: Sampler, failClosed: boolean, context: ComponentContext) {
    this.#signal = signal;
    this.#sampler = sampler;
    this.#failClosed = failClosed;
    this.#context = context;
  }

  /** Whether an item is kept; if so, what was decided is written to it. */
  keeps(item: T): boolean {
    const carrier = this.#signal.carrier(item);
    const { method } = this.#sampler;
    let draw: Draw;
    let problem = carrier.problem;
    // Only where nothing is drawn is an item written to that says something wrong.
    let writable = problem === undefined || method === 'never';
    if (method === 'never') draw = UNUSED;
    else if (method === 'consistent')
      draw = problem === undefined ? this.#consistentDraw(item, carrier) : MISSING;
    else {
      draw = this.#signal.hash(item) ?? MISSING;
      problem ??= alreadySampled(carrier);
      if (problem !== undefined) writable = false;
      else if (draw !== MISSING || this.#signal.marksMissing) carrier.setRandomness(draw.randomness);
    }
    problem ??= inconsistency(draw, carrier);
    let threshold: Threshold;
    if (problem === undefined) threshold = this.#sampler.decide(carrier.threshold);
    else {
      this.#log(problem);
      threshold = this.#failClosed ? NEVER : ALWAYS;
    }
    const priority = this.#signal.priority(item);
    if (priority !== undefined) threshold = priority;
    const kept = threshold <= draw.randomness;
    if (kept && writable) this.#write(carrier, threshold);
    this.#count(priority === undefined ? draw.policy : 'sampling_priority', kept);
    return kept;
  }

  /** Adds to the collector's counters what was decided since the last time. */
  reportCounts(): void {
    const name = `otelcol_processor_probabilistic_sampler_count_${this.#signal.name}_sampled`;
    for (const [policy, { kept, dropped }] of this.#counts) {
      if (kept > 0) this.#context.telemetry.add(name, { policy, sampled: 'true' }, kept);
      if (dropped > 0) this.#context.telemetry.add(name, { policy, sampled: 'false' }, dropped);
    }
    this.#counts.clear();
  }

  #consistentDraw(item: T, { randomness }: SamplingCarrier): Draw {
    if (randomness !== undefined) return { randomness, policy: 'sampling_randomness' };
    const traceId = this.#signal.traceId(item);
    // The last 56 bits of a trace id are random (W3C Trace Context 2).
    return traceId === '' ? MISSING : { randomness: traceId.slice(18), policy: 'trace_id_w3c' };
  }

  /** The probability an item was sampled with is never raised, as what was dropped before can't come back. */
  #write(carrier: SamplingCarrier, threshold: Threshold): void {
    const arriving = carrier.threshold;
    if (arriving !== undefined && threshold < arriving) this.#log(PROBLEMS.raisedProbability);
    else carrier.setThreshold(threshold);
    carrier.write();
  }

  #log({ level, fields }: SamplingProblem): void {
    this.#context.logger.log(level, `${this.#signal.name} sampler`, fields);
  }

  #count(policy: string, kept: boolean): void {
    let counts = this.#counts.get(policy);
    if (counts === undefined) {
      counts = { kept: 0, dropped: 0 };
      this.#counts.set(policy, counts);
    }
    if (kept) counts.kept += 1;
    else counts.dropped += 1;
  }
}

/** Hashes know nothing of what consistent samplers write, and would spoil it. */
function alreadySampled({ randomness, threshold }: SamplingCarrier): SamplingProblem | undefined {
  if (randomness !== undefined) return PROBLEMS.randomnessInUse;
  return threshold === undefined ? undefined : PROBLEMS.thresholdInUse;
}

/** An item that should have been dropped before lies about its threshold, which is taken away. */
function inconsistency(draw: Draw, carrier: SamplingCarrier): SamplingProblem | undefined {
  if (draw === MISSING) return PROBLEMS.missingRandomness;
  if (carrier.threshold === undefined || carrier.threshold <= draw.randomness) return undefined;
  carrier.clearThreshold();
  return PROBLEMS.inconsistentThreshold;
}
