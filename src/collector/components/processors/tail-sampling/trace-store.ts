import type { ResourceSpans } from '../../../../otlp/model.ts';
import { LinkedList } from '../../../bounded/linked-list.ts';
import { approximateBytes } from '../../../pipeline/approximate-bytes.ts';
import type { Clock } from '../../../pipeline/clock.ts';
import type { HeldBytes } from './held-bytes.ts';
import { PendingTrace } from './pending-trace.ts';
import type { SamplingTelemetry } from './sampling-telemetry.ts';

const NS_PER_SECOND = 1_000_000_000n;

/** How many traces the shards of a processor know together. */
export interface TraceCount {
  traces: number;
}

/** The traces a shard knows, by id and in the order they came in, and their spans that wait. */
export class TraceStore {
  readonly #clock: Clock;
  readonly #held: HeldBytes;
  readonly #telemetry: SamplingTelemetry;
  readonly #count: TraceCount;
  readonly #traces = new Map<string, PendingTrace>();
  readonly #order = new LinkedList<PendingTrace>();

  constructor(clock: Clock, held: HeldBytes, telemetry: SamplingTelemetry, count: TraceCount) {
    this.#clock = clock;
    this.#held = held;
    this.#telemetry = telemetry;
    this.#count = count;
  }

  get size(): number {
    return this.#traces.size;
  }

  /** With those of the other shards. */
  get sizeOfAll(): number {
    return this.#count.traces;
  }

  get oldest(): PendingTrace | undefined {
    return this.#order.first;
  }

  get(id: string): PendingTrace | undefined {
    return this.#traces.get(id);
  }

  create(id: string): PendingTrace {
    const trace = new PendingTrace(id, this.#clock.now());
    this.#traces.set(id, trace);
    this.#order.push(trace);
    this.#count.traces += 1;
    return trace;
  }

  /** Keeps spans until the trace is decided. */
  hold(trace: PendingTrace, spans: ResourceSpans): void {
    trace.batches.push(spans);
    const bytes = approximateBytes('traces', { resourceSpans: [spans] });
    trace.heldBytes += bytes;
    this.#held.add(bytes);
  }

  /** Lets go of a trace's spans. */
  empty(trace: PendingTrace): void {
    trace.batches = [];
    this.#held.add(-trace.heldBytes);
    trace.heldBytes = 0;
  }

  /** Forgets a trace, and its spans. */
  remove(trace: PendingTrace): void {
    this.#traces.delete(trace.id);
    this.#order.remove(trace);
    this.#count.traces -= 1;
    this.empty(trace);
    this.#telemetry.removalAge.record(Number((this.#clock.now() - trace.arrivedAt) / NS_PER_SECOND));
  }
}
