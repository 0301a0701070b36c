/** `util.format`: the `%` sequences of `console.log`. */
import { inspect } from './inspect.ts';
import { formatPrimitive } from './inspect-names.ts';
import { CUSTOM_INSPECT, type InspectOptions } from './inspection.ts';

export function format(...args: unknown[]): string {
  return formatWithOptions({}, ...args);
}

export function formatWithOptions(options: InspectOptions, ...args: unknown[]): string {
  const [first, ...rest] = args;
  if (typeof first !== 'string') return args.map((value) => shown(value, options)).join(' ');
  if (rest.length === 0) return first;
  let used = 0;
  const text = first.replace(/%([sdifjoOc%])/g, (sequence, kind: string) => {
    if (kind === '%') return '%';
    if (used >= rest.length) return sequence;
    return replacement(kind, rest[used++], options);
  });
  return [text, ...rest.slice(used).map((value) => shown(value, options))].join(' ');
}

function shown(value: unknown, options: InspectOptions): string {
  return typeof value === 'string' ? value : inspect(value, options);
}

function replacement(kind: string, value: unknown, options: InspectOptions): string {
  switch (kind) {
    case 's':
      if (typeof value === 'string') return value;
      if (typeof value === 'object' && value !== null && !hasOwnToString(value)) {
        return inspect(value, { ...options, depth: 0, compact: 3 });
      }
      return typeof value === 'number' || typeof value === 'bigint' ? formatPrimitive(value) : String(value);
    case 'd':
      if (typeof value === 'bigint') return formatPrimitive(value);
      return formatPrimitive(
        typeof value === 'symbol' || typeof value === 'object' ? Number.NaN : Number(value),
      );
    case 'i':
      if (typeof value === 'bigint') return formatPrimitive(value);
      return formatPrimitive(
        typeof value === 'symbol' || typeof value === 'object'
          ? Number.NaN
          : Number.parseInt(String(value), 10),
      );
    case 'f':
      return formatPrimitive(typeof value === 'symbol' ? Number.NaN : Number.parseFloat(String(value)));
    case 'j':
      return json(value);
    case 'o':
      return inspect(value, { ...options, showHidden: true, depth: 4 });
    case 'O':
      return inspect(value, options);
    default:
      // `%c`: a style, which a terminal can't show.
      return '';
  }
}

function json(value: unknown): string {
  try {
    return String(JSON.stringify(value));
  } catch (error) {
    if (error instanceof TypeError && /circular|cyclic/i.test(error.message)) return '[Circular]';
    throw error;
  }
}

/** Whether `String(value)` says what the author of the class wanted it to say. */
function hasOwnToString(value: object): boolean {
  const { toString: own, [CUSTOM_INSPECT]: custom } = value as Record<PropertyKey, unknown>;
  if (typeof custom === 'function' || typeof own !== 'function') return false;
  if (value instanceof Error) return true;
  if (value instanceof Date) return false;
  return own !== Object.prototype.toString && own !== Array.prototype.toString;
}
