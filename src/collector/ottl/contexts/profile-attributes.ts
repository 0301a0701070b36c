/** Attributes of profiles: indices into a table all profiles share, so that setting one adds to the table. */
import { cloneAnyValue } from '../../../otlp/clone-message.ts';
import { equalAnyValues } from '../../../otlp/equal-messages.ts';
import type { AnyValue, Attributes, ProfilesDictionary } from '../../../otlp/model.ts';
import { toAttributes } from '../any-value.ts';
import { getFromMap, setInMap } from '../compile/indexed.ts';
import { mapKey } from '../compile/key.ts';
import type { Path } from '../compile/path.ts';
import type { GetSetter } from '../function.ts';
import { OttlError } from '../ottl-error.ts';
import { goTypeOf, type Value } from '../value.ts';
import { access } from './context-definition.ts';
import type { ProfileContext } from './transform-context.ts';

export function profileAttributesPath(path: Path): GetSetter {
  const keys = path.keys();
  if (keys === undefined) return access<ProfileContext>(attributesOf, setAttributes);
  return access<ProfileContext>(
    (context) => getFromMap(attributesOf(context), keys, context),
    (context, value) => {
      const first = keys[0];
      if (first === undefined) return;
      const key = mapKey(first, context);
      const attributes: Attributes = new Map([[key, attributesOf(context).get(key) ?? null]]);
      setInMap(attributes, keys, value, context);
      putAttribute(context, key, attributes.get(key) ?? null);
    },
  );
}

/** The index of a string in the table, added where it isn't there. */
export function stringIndex({ stringTable }: ProfilesDictionary, text: string): number {
  const known = stringTable.indexOf(text);
  return known >= 0 ? known : stringTable.push(text) - 1;
}

/** The attributes of a profile, which are in the table. Throws OttlError where an index leads nowhere. */
export function attributesOf({
  profile,
  dictionary,
}: Pick<ProfileContext, 'profile' | 'dictionary'>): Attributes {
  const attributes: Attributes = new Map();
  for (const index of profile.attributeIndices) {
    const attribute = dictionary.attributeTable[index];
    if (attribute === undefined) {
      const size = dictionary.attributeTable.length;
      throw new OttlError(`attribute index ${index} out of bounds [0, ${size})`);
    }
    const key = dictionary.stringTable[attribute.keyStrindex];
    if (key === undefined) {
      const size = dictionary.stringTable.length;
      throw new OttlError(`key string index ${attribute.keyStrindex} out of bounds [0, ${size})`);
    }
    attributes.set(key, cloneAnyValue(attribute.value));
  }
  return attributes;
}

function setAttributes(context: ProfileContext, value: Value): void {
  if (value !== null && !(value instanceof Map)) {
    throw new OttlError(`failed to convert type ${goTypeOf(value)} into pcommon.Map`);
  }
  const attributes = value === null ? new Map<string, AnyValue>() : toAttributes(value);
  context.profile.attributeIndices = [...attributes].map(([key, item]) =>
    attributeIndex(context.dictionary, stringIndex(context.dictionary, key), item),
  );
}

function putAttribute({ profile, dictionary }: ProfileContext, key: string, value: AnyValue): void {
  const keyStrindex = stringIndex(dictionary, key);
  const index = attributeIndex(dictionary, keyStrindex, value);
  const indices = profile.attributeIndices;
  const at = indices.findIndex(
    (each) => each === index || dictionary.attributeTable[each]?.keyStrindex === keyStrindex,
  );
  if (at < 0) indices.push(index);
  else indices[at] = index;
}

function attributeIndex(dictionary: ProfilesDictionary, keyStrindex: number, value: AnyValue): number {
  const known = dictionary.attributeTable.findIndex(
    (each) =>
      each.keyStrindex === keyStrindex && each.unitStrindex === 0 && equalAnyValues(each.value, value),
  );
  if (known >= 0) return known;
  return dictionary.attributeTable.push({ keyStrindex, value, unitStrindex: 0 }) - 1;
}
