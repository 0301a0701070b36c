import { cloneAttributes } from '../../../../otlp/clone-message.ts';
import { equalAttributes } from '../../../../otlp/equal-messages.ts';
import type { AnyValue, Attributes, Resource } from '../../../../otlp/model.ts';
import { removeKey } from '../../../../otlp/remove-keys.ts';
import { canonicalAttributes } from '../../connectors/span-metrics/resource-key.ts';
import { typedValueText } from '../../exporters/debug/value-text.ts';

/** What was done to a piece of data: items with attributes that were moved, those without, and resources made. */
export interface Counts {
  readonly grouped: number;
  readonly others: number;
  readonly groups: number;
}

type Moved = readonly (readonly [string, AnyValue])[];

/** The key of values that have no short text of their own. */
const COMPLEX = '\0';

const NO_KEYS: ReadonlySet<string> = new Set();

/** The resources that items are given: their own, with the attributes that are moved there. */
export class ResourceGroups {
  readonly #keys: readonly string[];
  readonly #resources = new Map<string, Resource[]>();
  #groups = 0;
  #grouped = 0;
  #others = 0;

  constructor(keys: readonly string[]) {
    this.#keys = keys;
  }

  get counts(): Counts {
    return { grouped: this.#grouped, others: this.#others, groups: this.#groups };
  }

  /** Finds resources for the items of one resource; of the same resource they are the same object. */
  within(origin: Resource): (attributes: Attributes) => Resource {
    const known = new Map<string, Resource>();
    return (attributes) => {
      const moved = this.#take(attributes);
      const key = keyOf(moved);
      const resource = known.get(key) ?? this.#resource(origin, moved);
      if (key !== COMPLEX) known.set(key, resource);
      return resource;
    };
  }

  /** Takes the attributes that are moved out of an item. */
  #take(attributes: Attributes): Moved {
    const moved: [string, AnyValue][] = [];
    for (const key of this.#keys) {
      const value = attributes.get(key);
      if (value === undefined) continue;
      moved.push([key, value]);
      removeKey(attributes, key);
    }
    if (moved.length === 0) this.#others += 1;
    else this.#grouped += 1;
    return moved;
  }

  #resource(origin: Resource, moved: Moved): Resource {
    const attributes = cloneAttributes(origin.attributes);
    for (const [key, value] of moved) attributes.set(key, value);
    const text = canonicalAttributes(attributes, NO_KEYS);
    let alike = this.#resources.get(text);
    if (alike === undefined) {
      alike = [];
      this.#resources.set(text, alike);
    }
    // The text of different values may be the same: an int in a list, and a double.
    const known = alike.find((each) => equalAttributes(each.attributes, attributes));
    if (known !== undefined) return known;
    const resource = { attributes, droppedAttributesCount: 0 };
    alike.push(resource);
    this.#groups += 1;
    return resource;
  }
}

function keyOf(moved: Moved): string {
  let key = '';
  for (const [name, value] of moved) {
    if (typeof value === 'object' && value !== null) return COMPLEX;
    key += `${name}\0${typedValueText(value)}\0`;
  }
  return key;
}
