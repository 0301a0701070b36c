import { goQuote } from '../../../ottl/syntax/go-quote.ts';
import type { Naming } from './naming.ts';
import { unitSuffixes } from './unit-suffixes.ts';

/** What a name depends on. */
export interface NamedMetric {
  readonly name: string;
  readonly unit: string;
  /** A counter is a monotonic sum. */
  readonly kind: 'counter' | 'gauge' | 'other';
}

/** The name of a metric in Prometheus (prometheus/otlptranslator, MetricNamer). Throws where none can be made. */
export function metricName(metric: NamedMetric, naming: Naming): string {
  return naming.utf8 ? anyName(metric, naming) : compliantName(metric, naming);
}

function compliantName(metric: NamedMetric, naming: Naming): string {
  const name = naming.withSuffixes
    ? suffixedName(metric, naming.namespace)
    : escapedName(metric.name, naming);
  if (name === '') {
    throw new Error(`normalization for metric ${goQuote(metric.name)} resulted in empty name`);
  }
  if (name !== metric.name && /^_*$/.test(name)) {
    throw new Error(
      `normalization for metric ${goQuote(metric.name)} resulted in invalid name ${goQuote(name)}`,
    );
  }
  return name;
}

/** Every run of other characters becomes one underscore; underscores stay as they are. */
function escapedName(text: string, { namespace }: Naming): string {
  const name = tokens(text, /[^A-Za-z0-9:_]+/).join('_');
  if (namespace !== '') return `${tokens(namespace, /[^A-Za-z0-9:_]+/).join('_')}_${name}`;
  return /^\d/.test(name) ? `_${name}` : name;
}

function suffixedName(metric: NamedMetric, namespace: string): string {
  let parts = tokens(metric.name, /[^A-Za-z0-9:]+/);
  addUnit(parts, metric.unit);
  if (isCounter(metric)) parts = [...parts.filter((part) => part !== 'total'), 'total'];
  if (isRatio(metric)) parts = [...parts.filter((part) => part !== 'ratio'), 'ratio'];
  if (namespace !== '') parts.unshift(namespace);
  const name = parts.join('_');
  return /^\d/.test(name) ? `_${name}` : name;
}

/** The words of the unit that the name doesn't have yet. */
function addUnit(parts: string[], unit: string): void {
  const suffixes = unitSuffixes(unit);
  let main = cleanUnit(suffixes.main);
  let per = cleanUnit(suffixes.per);
  if (parts.includes(main)) main = '';
  per = per === 'per_' ? '' : per.replace(/_$/, '');
  if (parts.includes(per)) per = '';
  if (per !== '') main = main.replace(/_$/, '');
  if (main !== '') parts.push(main);
  if (per !== '') parts.push(per);
}

function cleanUnit(unit: string): string {
  return unit
    .replace(/[^A-Za-z0-9:]/gu, '_')
    .replace(/_+/g, '_')
    .replace(/^_/, '');
}

/** All characters stay; suffixes are put at the end, in place of those that are there. */
function anyName(metric: NamedMetric, { namespace, withSuffixes }: Naming): string {
  let name = namespace === '' ? metric.name : `${namespace}_${metric.name}`;
  if (!withSuffixes) return name;
  const { main, per } = unitSuffixes(metric.unit);
  const after: string[] = [];
  for (const [suffix, wanted] of [
    ['ratio', isRatio(metric)],
    ['total', isCounter(metric)],
    [per, per !== ''],
  ] as const) {
    if (!wanted) continue;
    name = withoutSuffix(name, suffix);
    after.unshift(suffix);
  }
  if (main !== '' && !name.endsWith(main)) after.unshift(main);
  return [name, ...after].join('_');
}

/** Takes away a suffix and the character before it. */
function withoutSuffix(name: string, suffix: string): string {
  const long = name.length > suffix.length + 1;
  return long && name.endsWith(suffix) ? name.slice(0, -(suffix.length + 1)) : name;
}

function tokens(text: string, separators: RegExp): string[] {
  return text.split(separators).filter((part) => part !== '');
}

function isCounter(metric: NamedMetric): boolean {
  return metric.kind === 'counter';
}

function isRatio(metric: NamedMetric): boolean {
  return metric.unit === '1' && metric.kind === 'gauge';
}
