import type { AnyValue, Attributes } from '../../../../otlp/model.ts';
import { arg, defineFunction, optional } from '../../function.ts';
import { OttlError } from '../../ottl-error.ts';

/** Puts what maps and lists in a map hold into the map itself: `{"a": {"b": 1}}` becomes `{"a.b": 1}`. */
export const flatten = defineFunction({
  name: 'flatten',
  parameters: {
    target: arg.mapGetSetter,
    prefix: optional(arg.stringLiteral),
    depth: optional(arg.intLiteral),
    resolveConflicts: optional(arg.boolLiteral),
  },
  create: ({ target, prefix = '', depth, resolveConflicts = false }) => {
    if (depth !== undefined && depth < 1n) {
      throw new OttlError(`invalid depth '${depth}' for flatten function, must be greater than 0`);
    }
    const maxDepth = depth === undefined ? Number.POSITIVE_INFINITY : Number(depth);
    return (context) => {
      const flattening = new Flattening(maxDepth, resolveConflicts);
      flattening.map(target.get(context), prefix, 0);
      target.set(context, flattening.result);
      return null;
    };
  },
});

class Flattening {
  /** With the values themselves: what sets it copies them. */
  readonly result: Attributes = new Map();
  readonly #maxDepth: number;
  readonly #resolvesConflicts: boolean;
  /** How often a key was there already. */
  readonly #conflicts = new Map<string, number>();

  constructor(maxDepth: number, resolvesConflicts: boolean) {
    this.#maxDepth = maxDepth;
    this.#resolvesConflicts = resolvesConflicts;
  }

  map(map: Attributes, name: string, depth: number): void {
    const prefix = name === '' ? '' : `${name}.`;
    for (const [key, value] of map) this.#value(prefix + key, value, depth);
  }

  #value(key: string, value: AnyValue, depth: number): void {
    if (depth >= this.#maxDepth) this.#put(key, key, value);
    else if (value instanceof Map) this.map(value, key, depth + 1);
    else if (Array.isArray(value)) this.#list(key, value, depth);
    else this.#put(key, key, value);
  }

  #list(key: string, list: readonly AnyValue[], depth: number): void {
    const opens = depth + 1 < this.#maxDepth;
    list.forEach((item, index) => {
      const indexed = `${key}.${index}`;
      if (opens && item instanceof Map) this.map(item, indexed, depth + 2);
      // The collector puts no dot before the indices of a list in a list.
      else if (opens && Array.isArray(item)) {
        item.forEach((inner, at) => {
          this.#value(`${indexed}${at}`, inner, depth + 3);
        });
      } else this.#put(indexed, key, item);
    });
  }

  /** Items of lists go by the name of their list where conflicts are resolved: each but the first is one. */
  #put(key: string, keyInConflict: string, value: AnyValue): void {
    if (!this.#resolvesConflicts) {
      this.result.set(key, value);
      return;
    }
    const conflicts = this.#conflicts.get(keyInConflict) ?? 0;
    if (this.result.has(keyInConflict)) {
      this.#conflicts.set(keyInConflict, conflicts + 1);
      this.result.set(`${keyInConflict}.${conflicts}`, value);
    } else {
      this.#conflicts.set(keyInConflict, 0);
      this.result.set(keyInConflict, value);
    }
  }
}
