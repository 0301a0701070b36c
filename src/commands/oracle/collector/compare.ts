/**
 * Says where two answers differ. Not compared: the order of resources, scopes and items and how they were put into
 * requests, ids and times that aren't in the input, and the times of log lines.
 */
import type { Answer } from './answer.ts';

/** The differences, each in a line or a few; none where the answers are equal. */
export function differences(theirs: Answer, ours: Answer, inputs: readonly string[]): string[] {
  const known = inputs.join('\n');
  const found: string[] = [];
  const compare = (what: string, expected: readonly string[], actual: readonly string[]): void => {
    const missing = without(expected, actual);
    const extra = without(actual, expected);
    if (missing.length + extra.length === 0) return;
    const shown = [
      ...missing.map((line) => `  theirs  ${line}`),
      ...extra.map((line) => `  ours    ${line}`),
    ];
    found.push(`${what}:\n${shown.slice(0, 12).join('\n')}`);
  };
  compare('validate', theirs.validate, ours.validate);
  theirs.responses.forEach(({ status, body }, index) => {
    const other = ours.responses[index];
    const expected = responseLines(status, body);
    const actual = responseLines(other?.status ?? 0, other?.body ?? '');
    const before = found.length;
    compare(`response ${index + 1}`, expected, actual);
    if (found.length === before && expected.join('\n') !== actual.join('\n')) {
      found.push(
        `response ${index + 1}: the same lines in another order\n  theirs  ${expected.join('\n          ')}`,
      );
    }
  });
  for (const name of new Set([...Object.keys(theirs.files), ...Object.keys(ours.files)])) {
    compare(name, items(theirs.files[name] ?? [], known), items(ours.files[name] ?? [], known));
  }
  compare('counters', theirs.counters ?? [], ours.counters ?? []);
  if (theirs.printed.join('\n') !== ours.printed.join('\n')) {
    compare('printed', theirs.printed, ours.printed);
    if (found.length === 0) found.push('printed: the same lines in another order');
  }
  return found;
}

/** The lines of a page; how long a collector has been running aside. */
function responseLines(status: number, body: string): string[] {
  const lines = body.split('\n').filter((line) => line !== '');
  return [
    String(status),
    ...lines.map((line) => line.replace(/"(upSince|uptime)":"[^"]+"/g, '"$1":"(time)"')),
  ];
}

/** Lines of the one that the other doesn't have as often. */
function without(lines: readonly string[], others: readonly string[]): string[] {
  const counts = new Map<string, number>();
  for (const line of others) counts.set(line, (counts.get(line) ?? 0) + 1);
  return lines.filter((line) => {
    const count = counts.get(line) ?? 0;
    counts.set(line, count - 1);
    return count <= 0;
  });
}

type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

const GROUPS: Readonly<Record<string, readonly [string, string]>> = {
  resourceSpans: ['scopeSpans', 'spans'],
  resourceMetrics: ['scopeMetrics', 'metrics'],
  resourceLogs: ['scopeLogs', 'logRecords'],
};

const POINTS = ['sum', 'gauge', 'histogram', 'exponentialHistogram', 'summary'];

/** Each span, data point or log record by itself, with its resource and scope, as canonical text. */
function items(lines: readonly string[], known: string): string[] {
  const result: string[] = [];
  for (const line of lines) {
    let document: Record<string, Json>;
    try {
      document = JSON.parse(line) as Record<string, Json>;
    } catch {
      result.push(line);
      continue;
    }
    for (const [key, [scopes, leaves]] of Object.entries(GROUPS)) {
      for (const group of list(document[key])) {
        for (const scope of list(group[scopes])) {
          const { [leaves]: _, ...scopeRest } = scope;
          const { [scopes]: __, ...groupRest } = group;
          const around = { ...groupRest, scope: scopeRest };
          const inner = list(scope[leaves]);
          if (inner.length === 0) result.push(canonical({ ...around, empty: true }, known));
          for (const item of inner.flatMap(points)) result.push(canonical({ ...around, item }, known));
        }
        if (list(group[scopes]).length === 0) result.push(canonical({ ...group, empty: true }, known));
      }
    }
  }
  return result.sort();
}

/** A metric with one data point each; itself where it has none. */
function points(metric: Record<string, Json>): Record<string, Json>[] {
  for (const kind of POINTS) {
    const data = metric[kind] as Record<string, Json> | undefined;
    const all = list(data?.dataPoints);
    if (data === undefined || all.length === 0) continue;
    return all.map((point) => ({ ...metric, [kind]: { ...data, dataPoints: [point] } }));
  }
  return [metric];
}

function list(value: Json | undefined): Record<string, Json>[] {
  return Array.isArray(value) ? (value as Record<string, Json>[]) : [];
}

/** Sorted keys; attributes sorted by key; what neither input has is a time or an id made on the way. */
function canonical(value: Json, known: string): string {
  return JSON.stringify(sorted(value, known, ''));
}

function sorted(value: Json, known: string, key: string): Json {
  if (Array.isArray(value)) {
    const all = value.map((each) => sorted(each, known, key));
    return /ttributes$|^values$/.test(key) && key !== 'values' ? all.toSorted(byText) : all;
  }
  if (typeof value === 'string') {
    if (/UnixNano$/.test(key) && !known.includes(value)) return '(time)';
    if (/(span|trace)Id$/i.test(key) && value !== '' && !known.includes(value)) return '(id)';
    return value;
  }
  // Sums of floating-point numbers depend on their order.
  if (typeof value === 'number' && !Number.isInteger(value)) return Number(value.toPrecision(12));
  if (value === null || typeof value !== 'object') return value;
  const entries = Object.entries(value)
    .filter(([, each]) => !isDefault(each))
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, each]) => [name, sorted(each, known, name)]);
  return Object.fromEntries(entries) as Json;
}

/** The real one writes some fields that are empty. */
function isDefault(value: Json): boolean {
  if (Array.isArray(value)) return value.length === 0;
  return (
    value === '' || value === '0' || value === 0 || value === null || value === false || isEmptyObject(value)
  );
}

function isEmptyObject(value: Json): boolean {
  return typeof value === 'object' && value !== null && Object.keys(value).length === 0;
}

function byText(a: Json, b: Json): number {
  return JSON.stringify(a) < JSON.stringify(b) ? -1 : 1;
}
