import type { Span } from '../../../../otlp/model.ts';
import type { SamplingCarrier } from './sampling-carrier.ts';
import { parseProblem, type SamplingProblem } from './sampling-problem.ts';
import type { Randomness, Threshold } from './threshold.ts';
import { TraceState } from './trace-state.ts';

/** The tracestate of a span. */
export class SpanCarrier implements SamplingCarrier {
  readonly #span: Span;
  readonly #state: TraceState;

  constructor(span: Span) {
    this.#span = span;
    this.#state = new TraceState(span.traceState);
  }

  get problem(): SamplingProblem | undefined {
    return parseProblem(this.#state.errors);
  }

  get threshold(): Threshold | undefined {
    return this.#state.threshold;
  }

  get randomness(): Randomness | undefined {
    return this.#state.randomness;
  }

  setRandomness(randomness: Randomness): void {
    this.#state.setRandomness(randomness);
  }

  setThreshold(threshold: Threshold): void {
    this.#state.setThreshold(threshold);
  }

  clearThreshold(): void {
    this.#state.clearThreshold();
  }

  write(): void {
    this.#span.traceState = this.#state.toString();
  }
}
