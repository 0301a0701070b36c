import { arg, defineFunction, type Getter, listOf, type TransformContext } from '../../function.ts';

/** Removes all keys of a map but these. */
export const keepKeys = defineFunction({
  name: 'keep_keys',
  parameters: { target: arg.mapGetSetter, keys: listOf(arg.string) },
  create: ({ target, keys }) => {
    const keysOf = setOf(keys);
    return (context) => {
      const map = target.get(context);
      const kept = keysOf(context);
      for (const key of map.keys()) {
        if (!kept.has(key)) map.delete(key);
      }
      target.set(context, map);
      return null;
    };
  },
});

function setOf(keys: readonly Getter<string>[]): (context: TransformContext) => ReadonlySet<string> {
  const literals = keys.flatMap(({ literal }) => (literal === undefined ? [] : [literal.value]));
  if (literals.length < keys.length) return (context) => new Set(keys.map((key) => key.get(context)));
  const set = new Set(literals);
  return () => set;
}
