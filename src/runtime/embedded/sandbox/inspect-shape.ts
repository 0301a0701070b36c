/** How `inspect` shows the objects of each class. */
import { arrayEntries, indented, isIndex, limited } from './inspect-entries.ts';
import { inspectError } from './inspect-error.ts';
import { formatPrimitive, isError, isInstance, prefixOf } from './inspect-names.ts';
import { quoteKey, quoteString } from './inspect-quotes.ts';
import type { Inspection, Shape } from './inspection.ts';

export function shapeOf(
  run: Inspection,
  value: object,
  name: string | null,
  tag: string,
  level: number,
): Shape {
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
      entries: (inner) => indented(run, () => limited(run, [...value], (item) => run.format(item, inner))),
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
            ([key, item]) => `${run.format(key, inner)} => ${run.format(item, inner)}`,
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
        names.map((name) => `${name}: ${run.format((value as Record<string, unknown>)[name], inner)}`),
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
