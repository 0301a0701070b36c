/** What kind of thing a value is: its class, its tag, whether it is an error. */

export function formatPrimitive(value: unknown): string {
  if (Object.is(value, -0)) return '-0';
  return typeof value === 'bigint' ? `${value}n` : String(value);
}

export function constructorName(value: object): string | null {
  for (let at: object | null = value; at !== null; at = Object.getPrototypeOf(at) as object | null) {
    const parent: unknown = Object.getOwnPropertyDescriptor(at, 'constructor')?.value;
    if (typeof parent === 'function' && parent.name !== '' && isInstance(value, parent)) {
      return parent.name;
    }
  }
  return null;
}

export function isInstance(value: object, parent: unknown): boolean {
  try {
    return value instanceof (parent as new () => object);
  } catch {
    return false;
  }
}

/** `Symbol.toStringTag`, where it says more than the constructor's name. */
export function tagOf(value: object, name: string | null): string {
  let tag: unknown;
  try {
    // One of its own is shown as the property it is.
    if (Object.prototype.propertyIsEnumerable.call(value, Symbol.toStringTag)) return '';
    tag = (value as Record<PropertyKey, unknown>)[Symbol.toStringTag];
  } catch {
    return '';
  }
  if (Object.prototype.toString.call(value) === '[object Arguments]') return 'Arguments';
  return typeof tag === 'string' && tag !== '' && tag !== name ? tag : '';
}

export function prefixOf(name: string | null, tag: string, fallback: string, size: string): string {
  if (name === null) {
    const tagged = tag !== '' && tag !== fallback ? ` [${tag}]` : '';
    return `[${fallback}${size}: null prototype]${tagged} `;
  }
  return tag !== '' && tag !== name ? `${name}${size} [${tag}] ` : `${name}${size} `;
}

export function isError(value: unknown): value is Error {
  return value instanceof Error || Object.prototype.toString.call(value) === '[object Error]';
}
