/** `util.inspect`: values as text, laid out as Node lays them out. */
import { inspectError } from './inspect-error.ts';
import { groupEntries, joinEntries } from './inspect-layout.ts';
import { quoteKey, quoteString } from './inspect-quotes.ts';

export const CUSTOM_INSPECT = Symbol.for('nodejs.util.inspect.custom');

export interface InspectOptions {
  readonly depth?: number | null;
  readonly showHidden?: boolean;
  readonly customInspect?: boolean;
  readonly getters?: boolean;
  readonly sorted?: boolean | ((a: string, b: string) => number);
  readonly maxArrayLength?: number | null;
  readonly maxStringLength?: number | null;
  readonly breakLength?: number;
  readonly compact?: number | boolean;
}

/** One call of `inspect` under way. */
export interface Inspection {
  readonly options: InspectOptions;
  readonly depth: number;
  readonly maxArrayLength: number;
  readonly maxStringLength: number;
  readonly breakLength: number;
  /** How many inner levels may share a line. */
  readonly compact: number;
  readonly seen: object[];
  readonly circular: Map<object, number>;
  indentation: number;
  /** The level formatted last, 0 at the top. */
  currentLevel: number;
}

export function inspect(value: unknown, options: InspectOptions | boolean = {}): string {
  const given: InspectOptions =
    typeof options === 'object' && options !== null ? options : { showHidden: options };
  const { compact } = given;
  return formatValue(
    {
      options: given,
      depth: given.depth === null ? Infinity : (given.depth ?? 2),
      maxArrayLength: given.maxArrayLength === null ? Infinity : (given.maxArrayLength ?? 100),
      maxStringLength: given.maxStringLength === null ? Infinity : (given.maxStringLength ?? 10_000),
      breakLength: given.breakLength ?? 80,
      compact: compact === true ? Infinity : compact === false ? 0 : (compact ?? 3),
      seen: [],
      circular: new Map(),
      indentation: 0,
      currentLevel: 0,
    },
    value,
    0,
  );
}
inspect.custom = CUSTOM_INSPECT;
inspect.defaultOptions = {} as InspectOptions;

export function formatValue(run: Inspection, value: unknown, level: number): string {
  if (typeof value === 'string') return formatString(run, value);
  if ((typeof value !== 'object' && typeof value !== 'function') || value === null)
    return formatPrimitive(value);
  const custom = customText(run, value, level);
  if (custom !== undefined) return custom;
  if (run.seen.includes(value)) {
    const index = run.circular.get(value) ?? run.circular.size + 1;
    run.circular.set(value, index);
    return `[Circular *${index}]`;
  }
  return formatObject(run, value, level);
}

export function formatPrimitive(value: unknown): string {
  if (Object.is(value, -0)) return '-0';
  return typeof value === 'bigint' ? `${value}n` : String(value);
}

function formatString(run: Inspection, value: string): string {
  let text = value;
  let trailer = '';
  if (text.length > run.maxStringLength) {
    const more = text.length - run.maxStringLength;
    text = text.slice(0, run.maxStringLength);
    trailer = `... ${more} more character${more > 1 ? 's' : ''}`;
  }
  if (run.compact !== Infinity && text.length > 16 && text.length > run.breakLength - run.indentation - 4) {
    const lines = text.split(/(?<=\n)/).map(quoteString);
    return lines.join(` +\n${' '.repeat(run.indentation + 2)}`) + trailer;
  }
  return quoteString(text) + trailer;
}

function customText(run: Inspection, value: object, level: number): string | undefined {
  if (run.options.customInspect === false) return undefined;
  const custom = (value as Record<PropertyKey, unknown>)[CUSTOM_INSPECT];
  if (typeof custom !== 'function' || custom === inspect) return undefined;
  const depth = run.depth - level;
  const text: unknown = custom.call(value, depth, { ...run.options, depth, stylize: String }, inspect);
  if (text === value) return undefined;
  if (typeof text !== 'string') return formatValue(run, text, level);
  return text.replaceAll('\n', `\n${' '.repeat(run.indentation)}`);
}

/** How an object is shown, before its entries are laid out. */
interface Shape {
  /** What stands before the braces, or instead of them when there are no entries. */
  readonly base?: string;
  readonly prefix?: string;
  readonly open?: '{' | '[';
  /** Entries before the properties. */
  readonly entries?: (level: number) => string[];
  /** Laid out in columns when there are many. */
  readonly isList?: boolean;
  readonly skipKey?: (key: PropertyKey) => boolean;
}

function formatObject(run: Inspection, value: object, level: number): string {
  const name = constructorName(value);
  const tag = tagOf(value, name);
  const empty = isEmpty(run, value);
  if (level > run.depth && !empty) {
    return `[${Array.isArray(value) ? 'Array' : name === null ? `${tag || 'Object'}: null prototype` : tag && tag !== name ? `${name} [${tag}]` : name}]`;
  }
  run.seen.push(value);
  if (!empty) run.currentLevel = level;
  const shape = shapeOf(run, value, name, tag, level);
  let entries: string[];
  try {
    entries = shape.entries?.(level + 1) ?? [];
    for (const key of keysOf(run, value)) {
      if (!shape.skipKey?.(key))
        entries.push(formatProperty(run, value, key, level + 1, shape.isList === true));
    }
  } finally {
    run.seen.pop();
  }
  let { base = '', prefix = '' } = shape;
  const reference = run.circular.get(value);
  if (reference !== undefined) {
    if (base === '') prefix = `<ref *${reference}> ${prefix}`;
    else base = `<ref *${reference}> ${base}`;
  }
  if (entries.length === 0) {
    if (base !== '') return base;
    return shape.open === '[' ? `${prefix}[]` : `${prefix}{}`;
  }
  const { sorted } = run.options;
  if (sorted && shape.isList !== true) entries.sort(sorted === true ? undefined : sorted);
  const grouped = shape.isList === true && entries.length > 6 ? groupEntries(run, entries, value) : entries;
  const braces = shape.open === '[' ? ['[', ']'] : ['{', '}'];
  return joinEntries(run, grouped, {
    base,
    open: `${prefix}${braces[0]}`,
    close: braces[1] as string,
    mayShareLine: run.currentLevel - level < run.compact && grouped === entries,
  });
}

function shapeOf(run: Inspection, value: object, name: string | null, tag: string, level: number): Shape {
  const prefix = (fallback: string, size = ''): string => prefixOf(name, tag, fallback, size);
  if (Array.isArray(value)) {
    return {
      prefix: name === 'Array' && tag === '' ? '' : prefix('Array', `(${value.length})`),
      open: '[',
      entries: (inner) => arrayEntries(run, value, inner),
      isList: true,
      skipKey: isIndex,
    };
  }
  if (value instanceof Set) {
    return {
      prefix: prefix('Set', `(${value.size})`),
      entries: (inner) =>
        indented(run, () => limited(run, [...value], (item) => formatValue(run, item, inner))),
    };
  }
  if (value instanceof Map) {
    return {
      prefix: prefix('Map', `(${value.size})`),
      entries: (inner) =>
        indented(run, () =>
          limited(
            run,
            [...value],
            ([key, item]) => `${formatValue(run, key, inner)} => ${formatValue(run, item, inner)}`,
          ),
        ),
    };
  }
  if (ArrayBuffer.isView(value) && !(value instanceof DataView)) {
    const items = Array.from(value as unknown as ArrayLike<number | bigint>);
    return {
      prefix: prefix(tag, `(${items.length})`),
      open: '[',
      entries: () => limited(run, items, formatPrimitive),
      isList: true,
      skipKey: isIndex,
    };
  }
  if (typeof value === 'function') return { base: functionBase(value, name, tag) };
  if (value instanceof RegExp)
    return { base: withClass(RegExp.prototype.toString.call(value), name, 'RegExp') };
  if (value instanceof Date) {
    const text = Number.isNaN(value.getTime()) ? 'Invalid Date' : value.toISOString();
    return { base: withClass(text, name, 'Date') };
  }
  if (isError(value)) return inspectError(run, value, name, level);
  if (value instanceof ArrayBuffer) {
    return {
      prefix: prefix('ArrayBuffer'),
      entries: () => {
        const bytes = Array.from(new Uint8Array(value).slice(0, 50), (byte) =>
          byte.toString(16).padStart(2, '0'),
        );
        const more = value.byteLength - bytes.length;
        const rest = more > 0 ? ` ... ${more} more byte${more > 1 ? 's' : ''}` : '';
        return [`[Uint8Contents]: <${bytes.join(' ')}${rest}>`, `[byteLength]: ${value.byteLength}`];
      },
    };
  }
  if (value instanceof Promise) return { prefix: prefix('Promise'), entries: () => ['<pending>'] };
  if (value instanceof WeakMap || value instanceof WeakSet) {
    return { prefix: prefix(tag), entries: () => ['<items unknown>'] };
  }
  const boxed = boxedBase(value, name);
  if (boxed !== undefined) return { base: boxed, ...(value instanceof String ? { skipKey: isIndex } : {}) };
  const web = webShape(run, value, prefix);
  if (web !== undefined) return web;
  if (tag === 'Module') return { prefix: '[Module: null prototype] ' };
  if (tag === 'Arguments') return { prefix: '[Arguments] ' };
  if (/ Iterator$/.test(tag) && /^(Map|Set) /.test(tag)) return { prefix: `[${tag}] ` };
  return { prefix: name === 'Object' && tag === '' ? '' : prefix('Object') };
}

/** Classes of the web platform keep their state behind accessors; Node shows it. */
function webShape(run: Inspection, value: object, prefix: (fallback: string) => string): Shape | undefined {
  const fields = (names: readonly string[]): Shape => ({
    prefix: prefix('Object'),
    entries: (inner) =>
      indented(run, () =>
        names.map((name) => `${name}: ${formatValue(run, (value as Record<string, unknown>)[name], inner)}`),
      ),
  });
  if (value instanceof URL) {
    return fields([
      'href',
      'origin',
      'protocol',
      'username',
      'password',
      'host',
      'hostname',
      'port',
      'pathname',
      'search',
      'searchParams',
      'hash',
    ]);
  }
  if (value instanceof URLSearchParams) {
    return {
      prefix: prefix('URLSearchParams'),
      entries: () => [...value].map(([key, item]) => `${quoteString(key)} => ${quoteString(item)}`),
    };
  }
  if (value instanceof Headers) {
    return {
      prefix: prefix('Headers'),
      entries: () => [...value].map(([key, item]) => `${quoteKey(key)}: ${quoteString(item)}`),
    };
  }
  if (value instanceof AbortSignal) return fields(['aborted']);
  if (value instanceof Response)
    return fields(['status', 'statusText', 'headers', 'ok', 'redirected', 'type', 'url']);
  return undefined;
}

/** Empty objects are shown however deep they lie. */
function isEmpty(run: Inspection, value: object): boolean {
  if (value instanceof Map || value instanceof Set) return value.size === 0;
  if (typeof value === 'function' || isError(value)) return true;
  const plain = Array.isArray(value) || constructorName(value) === 'Object';
  return plain && keysOf(run, value).length === 0 && !(Array.isArray(value) && value.length > 0);
}

function arrayEntries(run: Inspection, value: readonly unknown[], level: number): string[] {
  const entries: string[] = [];
  let at = 0;
  for (; at < value.length && entries.length < run.maxArrayLength; at++) {
    if (at in value) {
      entries.push(...indented(run, () => [formatValue(run, value[at], level)]));
      continue;
    }
    let end = at;
    while (end < value.length && !(end in value)) end++;
    entries.push(`<${end - at} empty item${end - at > 1 ? 's' : ''}>`);
    at = end - 1;
  }
  if (at < value.length) entries.push(moreItems(value.length - at));
  return entries;
}

function limited<T>(run: Inspection, items: readonly T[], format: (item: T) => string): string[] {
  const shown = items.slice(0, run.maxArrayLength).map((item) => format(item));
  if (items.length > shown.length) shown.push(moreItems(items.length - shown.length));
  return shown;
}

function moreItems(count: number): string {
  return `... ${count} more item${count > 1 ? 's' : ''}`;
}

/** Nested values begin two columns further in. */
function indented(run: Inspection, format: () => string[]): string[] {
  run.indentation += 2;
  const entries = format();
  run.indentation -= 2;
  return entries;
}

function keysOf(run: Inspection, value: object): PropertyKey[] {
  if (run.options.showHidden)
    return Reflect.ownKeys(value).filter((key) => key !== 'length' || !Array.isArray(value));
  const isEnumerable = (key: PropertyKey): boolean => Object.prototype.propertyIsEnumerable.call(value, key);
  try {
    return [...Object.keys(value), ...Object.getOwnPropertySymbols(value).filter(isEnumerable)];
  } catch {
    // A module namespace with a binding that isn't initialised yet.
    return [];
  }
}

function formatProperty(
  run: Inspection,
  value: object,
  key: PropertyKey,
  level: number,
  inList: boolean,
): string {
  const descriptor = Object.getOwnPropertyDescriptor(value, key);
  let text: string;
  if (descriptor?.get !== undefined) text = descriptor.set === undefined ? '[Getter]' : '[Getter/Setter]';
  else if (descriptor?.set !== undefined) text = '[Setter]';
  else text = indented(run, () => [formatValue(run, descriptor?.value, level)])[0] as string;
  const label = typeof key === 'symbol' ? String(key) : quoteKey(String(key));
  const hidden = descriptor?.enumerable === false && !inList;
  return `${hidden && typeof key !== 'symbol' ? `[${String(key)}]` : label}: ${text}`;
}

export function constructorName(value: object): string | null {
  for (let at: object | null = value; at !== null; at = Object.getPrototypeOf(at) as object | null) {
    const constructor: unknown = Object.getOwnPropertyDescriptor(at, 'constructor')?.value;
    if (typeof constructor === 'function' && constructor.name !== '' && isInstance(value, constructor)) {
      return constructor.name;
    }
  }
  return null;
}

function isInstance(value: object, constructor: unknown): boolean {
  try {
    return value instanceof (constructor as new () => object);
  } catch {
    return false;
  }
}

/** `Symbol.toStringTag`, where it says more than the constructor's name. */
function tagOf(value: object, name: string | null): string {
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

function prefixOf(name: string | null, tag: string, fallback: string, size: string): string {
  if (name === null) {
    const tagged = tag !== '' && tag !== fallback ? ` [${tag}]` : '';
    return `[${fallback}${size}: null prototype]${tagged} `;
  }
  return tag !== '' && tag !== name ? `${name}${size} [${tag}] ` : `${name}${size} `;
}

function functionBase(value: object, name: string | null, tag: string): string {
  const source = Function.prototype.toString.call(value);
  const own = Object.getOwnPropertyDescriptor(value, 'name')?.value as unknown;
  const label = typeof own === 'string' && own !== '' ? own : undefined;
  if (/^class\b/.test(source) && source.endsWith('}')) {
    const parent = Object.getPrototypeOf(value) as { name?: string } | null;
    const extended = parent?.name
      ? ` extends ${parent.name}`
      : parent === null
        ? ' extends [null prototype]'
        : '';
    return `[class ${label ?? '(anonymous)'}${extended}]`;
  }
  const kind =
    [tag, name].find((kindName) => /^(Async|Generator|AsyncGenerator)Function$/.test(kindName ?? '')) ??
    'Function';
  const bare = name === null ? ' (null prototype)' : '';
  return `[${kind}${bare}${label === undefined ? ' (anonymous)' : `: ${label}`}]`;
}

function withClass(text: string, name: string | null, plain: string): string {
  if (name === plain) return text;
  return name === null ? `[${plain}: null prototype] ${text}` : `${name} ${text}`;
}

function boxedBase(value: object, name: string | null): string | undefined {
  for (const kind of [Number, String, Boolean, BigInt, Symbol]) {
    if (!isInstance(value, kind)) continue;
    try {
      const inner: unknown = (kind.prototype.valueOf as () => unknown).call(value);
      const text = typeof inner === 'string' ? quoteString(inner) : formatPrimitive(inner);
      return `[${kind.name}${name === kind.name ? '' : ` (${name})`}: ${text}]`;
    } catch {
      return undefined;
    }
  }
  return undefined;
}

export function isError(value: unknown): value is Error {
  return value instanceof Error || Object.prototype.toString.call(value) === '[object Error]';
}

function isIndex(key: PropertyKey): boolean {
  return typeof key === 'string' && /^(0|[1-9]\d*)$/.test(key);
}
