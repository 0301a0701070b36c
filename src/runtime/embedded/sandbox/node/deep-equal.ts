/** Deep equality, as `util.isDeepStrictEqual` and `assert.deepEqual` mean it. */

type Pairs = readonly (readonly [unknown, unknown])[];

/** `strict` compares primitives by `Object.is` and prototypes too, otherwise by `==`. */
export function isDeepEqual(a: unknown, b: unknown, strict = true, open: Pairs = []): boolean {
  if (Object.is(a, b)) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) {
    // biome-ignore lint/suspicious/noDoubleEquals: that is what loose means
    return !strict && typeof a !== 'function' && typeof b !== 'function' && a == b;
  }
  if (strict && Object.getPrototypeOf(a) !== Object.getPrototypeOf(b)) return false;
  if (Object.prototype.toString.call(a) !== Object.prototype.toString.call(b)) return false;
  // A cycle: the pair is being compared already.
  if (open.some(([left, right]) => left === a && right === b)) return true;
  const inside: Pairs = [...open, [a, b]];
  const same = (x: unknown, y: unknown): boolean => isDeepEqual(x, y, strict, inside);
  if (Array.isArray(a) !== Array.isArray(b)) return false;
  if (a instanceof Date && b instanceof Date && a.getTime() !== b.getTime()) return false;
  if (a instanceof RegExp && b instanceof RegExp && String(a) !== String(b)) return false;
  if (a instanceof Error && b instanceof Error && (a.message !== b.message || a.name !== b.name))
    return false;
  if (a instanceof Number || a instanceof String || a instanceof Boolean) {
    if (!Object.is(a.valueOf(), (b as object).valueOf())) return false;
  }
  if (ArrayBuffer.isView(a) && ArrayBuffer.isView(b) && a.byteLength !== b.byteLength) return false;
  if (a instanceof Set && b instanceof Set) return sameSets(a, b, same);
  if (a instanceof Map && b instanceof Map) return sameMaps(a, b, same);
  const keys = enumerableKeys(a);
  const others = enumerableKeys(b);
  if (keys.length !== others.length || (Array.isArray(a) && a.length !== (b as unknown as unknown[]).length))
    return false;
  return keys.every(
    (key) =>
      others.includes(key) &&
      same((a as Record<PropertyKey, unknown>)[key], (b as Record<PropertyKey, unknown>)[key]),
  );
}

type Same = (x: unknown, y: unknown) => boolean;

function sameSets(a: ReadonlySet<unknown>, b: ReadonlySet<unknown>, same: Same): boolean {
  if (a.size !== b.size) return false;
  const rest = [...b].filter((item) => !a.has(item));
  for (const item of a) {
    if (b.has(item)) continue;
    const match = rest.findIndex((candidate) => same(item, candidate));
    if (match === -1) return false;
    rest.splice(match, 1);
  }
  return true;
}

function sameMaps(a: ReadonlyMap<unknown, unknown>, b: ReadonlyMap<unknown, unknown>, same: Same): boolean {
  if (a.size !== b.size) return false;
  const rest = [...b].filter(([key]) => !a.has(key));
  for (const [key, value] of a) {
    if (b.has(key)) {
      if (!same(value, b.get(key))) return false;
      continue;
    }
    const match = rest.findIndex(([candidate, item]) => same(key, candidate) && same(value, item));
    if (match === -1) return false;
    rest.splice(match, 1);
  }
  return true;
}

function enumerableKeys(value: object): PropertyKey[] {
  return Reflect.ownKeys(value).filter((key) => Object.prototype.propertyIsEnumerable.call(value, key));
}
