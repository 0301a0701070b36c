import type { AnyValue, Attributes } from '../../../../otlp/model.ts';
import type { Chance } from './chance.ts';

type Plain = string | boolean | number | bigint;

/** Why a value of the configuration is none for an attribute; `undefined` when it is one. */
export function attributeProblem(value: unknown): string | undefined {
  const values: readonly unknown[] = Array.isArray(value) ? value : [value];
  if (values.length === 0) return 'must not be an empty list';
  return values.every(isPlain) ? undefined : 'must be a text, a number, a boolean, or a list of these';
}

/** The attributes of the configuration, to be put on one item after the other. */
export class AttributeChoices {
  readonly #choices: readonly (readonly [string, readonly AnyValue[]])[];

  constructor(configured: ReadonlyMap<string, unknown> | undefined) {
    this.#choices = [...(configured ?? [])].map(([key, value]) => {
      const values: readonly unknown[] = Array.isArray(value) ? value : [value];
      return [key, values.filter(isPlain).map(toAnyValue)];
    });
  }

  /** Adds one value for each key. */
  addTo(attributes: Attributes, chance: Chance): void {
    for (const [key, values] of this.#choices) attributes.set(key, chance.pick(values));
  }
}

function isPlain(value: unknown): value is Plain {
  return ['string', 'boolean', 'number', 'bigint'].includes(typeof value);
}

/** Whole numbers are integers, as YAML writes them. */
function toAnyValue(value: Plain): AnyValue {
  return typeof value === 'number' && Number.isSafeInteger(value) ? BigInt(value) : value;
}
