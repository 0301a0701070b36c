import { goQuote } from '../../../ottl/syntax/go-quote.ts';
import { byteOrder } from './byte-order.ts';
import type { FamilyType, MetricFamily, Sample } from './metric-family.ts';
import type { CollectedMetric } from './metric-source.ts';
import { sampleText } from './sample-text.ts';

interface OpenFamily {
  readonly name: string;
  readonly help: string;
  readonly type: FamilyType;
  readonly samples: Sample[];
}

const FLATTENED = /^(.+)_(count|sum|bucket)$/s;

/** Families sorted by name with their samples sorted by label values, and why others were left out. */
export interface Gathered {
  readonly families: readonly MetricFamily[];
  readonly errors: readonly string[];
}

/** Puts samples together into families, as the Go client's registry does: what contradicts what came before is left out. */
export function gather(metrics: readonly CollectedMetric[]): Gathered {
  const families = new Map<string, OpenFamily>();
  const seen = new Set<string>();
  const errors: string[] = [];
  for (const metric of metrics) {
    const error = add(metric, families, seen);
    if (error !== undefined) errors.push(error);
  }
  const sorted = [...families.values()]
    .filter(({ samples }) => samples.length > 0)
    .sort((a, b) => byteOrder(a.name, b.name));
  for (const { samples } of sorted) samples.sort(sampleOrder);
  return { families: sorted, errors };
}

/** Says what is wrong with a sample, where anything is. */
function add(
  { description, sample }: CollectedMetric,
  families: Map<string, OpenFamily>,
  seen: Set<string>,
): string | undefined {
  const { name, help } = description;
  const { type } = sample.value;
  let family = families.get(name);
  if (family === undefined) {
    const collision = suffixCollision(name, type, families);
    if (collision !== undefined) return collision;
    family = { name, help, type, samples: [] };
    families.set(name, family);
  } else if (family.help !== help) {
    const helps = `has help ${goQuote(help)} but should have ${goQuote(family.help)}`;
    return `collected metric ${name} ${sampleText(sample)} ${helps}`;
  } else if (family.type !== type) {
    return `collected metric ${name} ${sampleText(sample)} should be a ${capitalised(family.type)}`;
  }
  if (type === 'summary' && sample.labels.some((label) => label.name === 'quantile')) {
    return `collected metric ${goQuote(name)} { ${sampleText(sample)}} must not have an explicit "quantile" label`;
  }
  const key = JSON.stringify([name, sample.labels, String(sample.timestampMs ?? '')]);
  if (seen.has(key)) {
    return `collected metric ${goQuote(name)} { ${sampleText(sample)}} was collected before with the same name and label values`;
  }
  seen.add(key);
  family.samples.push(sample);
  return undefined;
}

/** Summaries and histograms take names with suffixes for themselves. */
function suffixCollision(
  name: string,
  type: FamilyType,
  families: ReadonlyMap<string, OpenFamily>,
): string | undefined {
  const [, base = '', suffix] = FLATTENED.exec(name) ?? [];
  const owner = families.get(base)?.type;
  if (owner === 'histogram' || (owner === 'summary' && suffix !== 'bucket')) {
    return `collected metric named ${goQuote(name)} collides with previously collected ${owner} named ${goQuote(base)}`;
  }
  if (type !== 'summary' && type !== 'histogram') return undefined;
  const taken = ['_count', '_sum'].find((each) => families.has(name + each));
  if (taken !== undefined) {
    return `collected histogram or summary named ${goQuote(name)} collides with previously collected metric named ${goQuote(name + taken)}`;
  }
  if (type !== 'histogram' || !families.has(`${name}_bucket`)) return undefined;
  return `collected histogram named ${goQuote(name)} collides with previously collected metric named ${goQuote(`${name}_bucket`)}`;
}

/** By the number of labels, then by their values whatever their names, then by time. */
function sampleOrder(a: Sample, b: Sample): number {
  if (a.labels.length !== b.labels.length) return a.labels.length - b.labels.length;
  for (let index = 0; index < a.labels.length; index += 1) {
    const order = byteOrder(a.labels[index]?.value ?? '', b.labels[index]?.value ?? '');
    if (order !== 0) return order;
  }
  if (a.timestampMs === undefined || b.timestampMs === undefined) {
    return Number(a.timestampMs === undefined) - Number(b.timestampMs === undefined);
  }
  return a.timestampMs < b.timestampMs ? -1 : a.timestampMs > b.timestampMs ? 1 : 0;
}

function capitalised(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
