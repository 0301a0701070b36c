import type { Attributes, LogRecord } from '../../../../otlp/model.ts';
import type { SamplingCarrier } from './sampling-carrier.ts';
import type { SamplingProblem } from './sampling-problem.ts';
import { readRandomness, readThreshold } from './sampling-values.ts';
import { type Randomness, type Threshold, thresholdText } from './threshold.ts';

const THRESHOLD = 'sampling.threshold';
const RANDOMNESS = 'sampling.randomness';

/** The attributes of a log record that stand for a tracestate; they are written at once. */
export class LogCarrier implements SamplingCarrier {
  readonly #attributes: Attributes;
  readonly problem: SamplingProblem | undefined;
  #threshold: Threshold | undefined;
  #randomness: Randomness | undefined;

  constructor({ attributes }: LogRecord) {
    this.#attributes = attributes;
    const threshold = attributes.get(THRESHOLD);
    const randomness = attributes.get(RANDOMNESS);
    const errors: string[] = [];
    if (typeof threshold === 'string' && threshold !== '') {
      const read = readThreshold(threshold);
      if ('error' in read) errors.push(read.error);
      else this.#threshold = read.value;
    }
    if (typeof randomness === 'string' && randomness !== '') {
      const read = readRandomness(randomness);
      // The error found last comes first.
      if ('error' in read) errors.unshift(read.error);
      else this.#randomness = read.value;
    }
    this.problem = errors.length === 0 ? undefined : { level: 'info', fields: { error: errors.join('\n') } };
  }

  get threshold(): Threshold | undefined {
    return this.#threshold;
  }

  get randomness(): Randomness | undefined {
    return this.#randomness;
  }

  setRandomness(randomness: Randomness): void {
    this.#randomness = randomness;
    this.#attributes.set(RANDOMNESS, randomness);
  }

  setThreshold(threshold: Threshold): void {
    this.#attributes.set(THRESHOLD, thresholdText(threshold));
  }

  clearThreshold(): void {
    this.#threshold = undefined;
    this.#attributes.delete(THRESHOLD);
  }

  write(): void {
    // The attributes have it already.
  }
}
