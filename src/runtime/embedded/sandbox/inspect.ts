/** `util.inspect`: values as text, laid out as Node lays them out. */
import { indented, isEmpty, keysOf } from './inspect-entries.ts';
import { groupEntries, joinEntries } from './inspect-layout.ts';
import { constructorName, formatPrimitive, tagOf } from './inspect-names.ts';
import { quoteKey, quoteString } from './inspect-quotes.ts';
import { shapeOf } from './inspect-shape.ts';
import { CUSTOM_INSPECT, type Inspection, type InspectOptions } from './inspection.ts';

export function inspect(value: unknown, options: InspectOptions | boolean = {}): string {
  const given: InspectOptions =
    typeof options === 'object' && options !== null ? options : { showHidden: options };
  const { compact } = given;
  const run: Inspection = {
    options: given,
    format: (inner, level) => formatValue(run, inner, level),
    depth: given.depth === null ? Infinity : (given.depth ?? 2),
    maxArrayLength: given.maxArrayLength === null ? Infinity : (given.maxArrayLength ?? 100),
    maxStringLength: given.maxStringLength === null ? Infinity : (given.maxStringLength ?? 10_000),
    breakLength: given.breakLength ?? 80,
    compact: compact === true ? Infinity : compact === false ? 0 : (compact ?? 3),
    seen: [],
    circular: new Map(),
    indentation: 0,
    currentLevel: 0,
  };
  return formatValue(run, value, 0);
}
inspect.custom = CUSTOM_INSPECT;
inspect.defaultOptions = {} as InspectOptions;

function formatValue(run: Inspection, value: unknown, level: number): string {
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
      if (!shape.skipKey?.(key)) entries.push(formatProperty(run, value, key, level + 1));
    }
    entries.push(...(shape.lastEntries?.(level + 1) ?? []));
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

function formatProperty(run: Inspection, value: object, key: PropertyKey, level: number): string {
  const descriptor = Object.getOwnPropertyDescriptor(value, key);
  let text: string;
  if (descriptor?.get !== undefined) text = descriptor.set === undefined ? '[Getter]' : '[Getter/Setter]';
  else if (descriptor?.set !== undefined) text = '[Setter]';
  else text = indented(run, () => [formatValue(run, descriptor?.value, level)])[0] as string;
  const label = typeof key === 'symbol' ? String(key) : quoteKey(String(key));
  const hidden = descriptor?.enumerable === false;
  return `${hidden && typeof key !== 'symbol' ? `[${String(key)}]` : label}: ${text}`;
}
