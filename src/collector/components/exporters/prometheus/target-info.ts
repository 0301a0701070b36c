import { valueText } from '../debug/value-text.ts';
import { type Description, describe } from './description.ts';
import { labelName } from './label-name.ts';
import type { Naming } from './naming.ts';
import type { Series } from './series.ts';

const SERVICE = ['service.name', 'service.namespace', 'service.instance.id'];

/** A conversion that failed, with those that didn't. */
export interface TargetInfo {
  readonly descriptions: readonly Description[];
  readonly failure?: Error;
}

/**
 * The metric that has the resource attributes of each job and instance for labels; resources that lack one of the two
 * have none. `namespace` is in the form of a label name.
 */
export function targetInfo(series: readonly Series[], namespace: string, naming: Naming): TargetInfo {
  const name = namespace === '' ? 'target_info' : `${namespace}_target_info`;
  const seen = new Set<string>();
  const descriptions: Description[] = [];
  let failure: Error | undefined;
  for (const { origin } of series) {
    const { job, instance } = origin.service;
    if (!job || !instance) continue;
    const key = `${job}\u{ff}${instance}`;
    if (seen.has(key)) continue;
    seen.add(key);
    const labels = new Map<string, string>();
    try {
      addAttributes(labels, origin.resource, naming.utf8);
    } catch (error) {
      return { descriptions: [], failure: error as Error };
    }
    labels.set('job', job);
    labels.set('instance', instance);
    const variable = [...labels].map(([label, value]) => ({ name: label, value }));
    try {
      descriptions.push(describe(name, 'Target metadata', variable, []));
    } catch (error) {
      failure = error as Error;
    }
  }
  return failure === undefined ? { descriptions } : { descriptions, failure };
}

/** Values of attributes that get the same name are joined. Throws an Error that has all names that can't be. */
function addAttributes(
  labels: Map<string, string>,
  resource: Series['origin']['resource'],
  utf8: boolean,
): void {
  const errors: string[] = [];
  for (const [key, value] of resource) {
    if (SERVICE.includes(key)) continue;
    try {
      const name = labelName(key, utf8);
      const before = labels.get(name);
      const text = valueText(value);
      labels.set(name, before === undefined ? text : `${before};${text}`);
    } catch (error) {
      errors.push((error as Error).message);
    }
  }
  if (errors.length > 0) throw new Error(errors.join('; '));
}
