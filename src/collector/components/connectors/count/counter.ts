import { cloneAttributes } from '../../../../otlp/clone-message.ts';
import {
  AggregationTemporality,
  type AnyValue,
  type Attributes,
  type Metric,
} from '../../../../otlp/model.ts';
import type { TransformContext } from '../../../ottl/function.ts';
import { OttlError } from '../../../ottl/ottl-error.ts';
import type { ConditionSequence } from '../../../ottl/sequences.ts';

/** A metric that counts items. */
export interface MetricDefinition {
  readonly name: string;
  readonly description: string;
  /** `undefined`: all items count. */
  readonly condition: ConditionSequence | undefined;
  readonly attributes: readonly { readonly key: string; readonly defaultValue: AnyValue | undefined }[];
}

interface Count {
  readonly attributes: Attributes;
  count: bigint;
}

/** Counts the items of one resource. */
export class Counter {
  readonly #definitions: readonly MetricDefinition[];
  /** By the place of the definition, and the values of the attributes. */
  readonly #counts: Map<string, Count>[];
  readonly #errors: string[];
  #start = 0n;
  #end = 0n;

  constructor(definitions: readonly MetricDefinition[], errors: string[]) {
    this.#definitions = definitions;
    this.#counts = definitions.map(() => new Map());
    this.#errors = errors;
  }

  /** A time of an item; 0 is none. */
  see(timeUnixNano: bigint): void {
    if (timeUnixNano === 0n) return;
    if (this.#start === 0n || timeUnixNano < this.#start) this.#start = timeUnixNano;
    if (timeUnixNano > this.#end) this.#end = timeUnixNano;
  }

  /** Counts an item by the first of the attributes that have the key: its own, its scope's, its resource's. */
  add(context: TransformContext, own: Attributes, scope: Attributes, resource: Attributes): void {
    for (let index = 0; index < this.#definitions.length; index += 1) {
      const definition = this.#definitions[index] as MetricDefinition;
      const attributes: Attributes = new Map();
      for (const { key, defaultValue } of definition.attributes) {
        let value = own.get(key);
        if (value === undefined) value = scope.get(key);
        if (value === undefined) value = resource.get(key);
        if (value === undefined) value = defaultValue;
        if (value !== undefined) attributes.set(key, value);
      }
      if (attributes.size !== definition.attributes.length) continue;
      if (!this.#holds(definition, context)) continue;
      this.#increment(this.#counts[index] as Map<string, Count>, attributes);
    }
  }

  get isEmpty(): boolean {
    return this.#counts.every((counts) => counts.size === 0);
  }

  /** The metrics that counted something; `now` where no item had a time. */
  metrics(now: () => bigint): Metric[] {
    return this.#definitions.flatMap(({ name, description }, index) => {
      const counts = this.#counts[index];
      if (counts === undefined || counts.size === 0) return [];
      return [countMetric(name, description, [...counts.values()], this.#start || now(), this.#end || now())];
    });
  }

  #holds({ condition }: MetricDefinition, context: TransformContext): boolean {
    if (condition === undefined) return true;
    try {
      return condition.test(context);
    } catch (error) {
      if (!(error instanceof OttlError)) throw error;
      this.#errors.push(error.message);
      return false;
    }
  }

  #increment(counts: Map<string, Count>, attributes: Attributes): void {
    const key = attributes.size === 0 ? '' : keyOf(attributes);
    const known = counts.get(key);
    if (known === undefined) counts.set(key, { attributes, count: 1n });
    else known.count += 1n;
  }
}

function countMetric(
  name: string,
  description: string,
  counts: readonly Count[],
  start: bigint,
  end: bigint,
): Metric {
  const dataPoints = counts.map(({ attributes, count }) => ({
    attributes: cloneAttributes(attributes),
    startTimeUnixNano: start,
    timeUnixNano: end,
    asDouble: undefined,
    asInt: count,
    exemplars: [],
    flags: 0,
  }));
  return {
    name,
    description,
    unit: '',
    gauge: undefined,
    sum: { dataPoints, aggregationTemporality: AggregationTemporality.Delta, isMonotonic: true },
    histogram: undefined,
    exponentialHistogram: undefined,
    summary: undefined,
    metadata: new Map(),
  };
}

/** The same text for the same values of the same types. */
function keyOf(attributes: Attributes): string {
  return JSON.stringify([...attributes.values()].map(typed));
}

function typed(value: AnyValue): unknown {
  if (typeof value === 'bigint') return { int: String(value) };
  if (typeof value === 'number') return { double: Object.is(value, -0) ? '-0' : String(value) };
  if (value instanceof Uint8Array) return { bytes: [...value] };
  if (value instanceof Map) {
    const sorted = [...value].sort(([left], [right]) => (left < right ? -1 : 1));
    return { map: sorted.map(([key, item]) => [key, typed(item)]) };
  }
  return Array.isArray(value) ? value.map(typed) : value;
}
