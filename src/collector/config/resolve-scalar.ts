import { type Scalar, YamlTime } from './config-node.ts';

/** A value that isn't of the type its tag names; the message is the collector's. */
export class TagError extends Error {
  constructor(found: string, text: string, tag: string) {
    super(`yaml: cannot decode !!${found} \`${text}\` as a !!${tag}`);
    this.name = 'TagError';
  }
}

const CONSTANTS = new Map<string, boolean | null | number>([
  ...['', '~', 'null', 'Null', 'NULL'].map((text) => [text, null] as const),
  ...['true', 'True', 'TRUE'].map((text) => [text, true] as const),
  ...['false', 'False', 'FALSE'].map((text) => [text, false] as const),
  ...['.nan', '.NaN', '.NAN'].map((text) => [text, Number.NaN] as const),
  ...['.inf', '.Inf', '.INF', '+.inf', '+.Inf', '+.INF'].map((text) => [text, Infinity] as const),
  ...['-.inf', '-.Inf', '-.INF'].map((text) => [text, -Infinity] as const),
]);

const INTEGER = /^([-+]?)(?:0[xX]([0-9a-fA-F]+)|0[bB]([01]+)|0[oO]?([0-7]+)|(0|[1-9]\d*))$/;
const FLOAT = /^[-+]?(\.\d+|\d+(\.\d*)?)([eE][-+]?\d+)?$/;
/** A float without a digit before the point may have underscores, but only between digits. */
const POINTED = /^\.\d+(_\d+)*([eE][-+]?\d+(_\d+)*)?$/;
const TIME =
  /^(\d{4})-(\d{1,2})-(\d{1,2})(?:[Tt](\d{1,2}:\d{1,2}:\d{1,2})(?:[.,]\d+)?(?:Z|[-+]\d\d:\d\d)| (\d{1,2}:\d{1,2}:\d{1,2})(?:[.,]\d+)?)?$/;

const CORE = 'tag:yaml.org,2002:';
/** The tags whose values are looked at; what any other one marks is text. */
const TYPES: readonly string[] = ['str', 'bool', 'int', 'float', 'null', 'timestamp'];

/**
 * The value of a text in YAML as the collector's reader types it: YAML 1.2 with the numbers of 1.1 (`100_000`, `0777`)
 * and its times. `plain` texts are neither quoted nor blocks. Throws TagError.
 */
export function resolveScalar(text: string, plain: boolean, tag: string | undefined): Scalar {
  if (tag === undefined || tag === '!' || tag === '') return plain ? untagged(text) : text;
  const type = tag.startsWith(CORE) ? tag.slice(CORE.length) : tag;
  if (type === 'str' || !TYPES.includes(type)) return text;
  // A time is only looked for where it is asked for.
  const value = type === 'timestamp' || !TIME.test(text) ? untagged(text) : text;
  const found = typeOf(value);
  if (found === type) return value;
  if (type === 'float' && typeof value === 'bigint') return Number(value);
  throw new TagError(found, text, type);
}

function untagged(text: string): Scalar {
  const constant = CONSTANTS.get(text);
  if (constant !== undefined) return constant;
  if (text.startsWith('.')) return POINTED.test(text) ? finite(text.replaceAll('_', ''), text) : text;
  if (!/^[-+\d]/.test(text)) return text;
  if (isTime(text)) return new YamlTime(text);
  const digits = text.replaceAll('_', '');
  return integer(digits) ?? (FLOAT.test(digits) ? finite(digits, text) : text);
}

/** Numbers that are too large for a float stay texts. */
function finite(digits: string, text: string): Scalar {
  const value = Number(digits);
  return Number.isFinite(value) ? value : text;
}

/** `undefined` where it isn't one or has more than 64 bits. */
function integer(digits: string): bigint | undefined {
  const [, sign, hexadecimal, binary, octal, decimal] = INTEGER.exec(digits) ?? [];
  const magnitude =
    (hexadecimal && `0x${hexadecimal}`) || (binary && `0b${binary}`) || (octal && `0o${octal}`) || decimal;
  if (magnitude === undefined) return undefined;
  const value = sign === '-' ? -BigInt(magnitude) : BigInt(magnitude);
  const fits = BigInt.asIntN(64, value) === value || (sign === '' && BigInt.asUintN(64, value) === value);
  return fits ? value : undefined;
}

function isTime(text: string): boolean {
  const match = TIME.exec(text);
  if (match === null) return false;
  const [, year, month, day] = match.map(Number);
  const date = new Date(Date.UTC(2000, 0, 1));
  date.setUTCFullYear(year ?? 0, (month ?? 0) - 1, day ?? 0);
  if (date.getUTCMonth() + 1 !== month || date.getUTCDate() !== day) return false;
  const [hour = 0, minute = 0, second = 0] = (match[4] ?? match[5] ?? '').split(':').map(Number);
  return hour < 24 && minute < 60 && second < 60;
}

function typeOf(value: Scalar): string {
  if (value === null) return 'null';
  if (value instanceof YamlTime) return 'timestamp';
  switch (typeof value) {
    case 'bigint':
      return 'int';
    case 'number':
      return 'float';
    case 'boolean':
      return 'bool';
    default:
      return 'str';
  }
}
