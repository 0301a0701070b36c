import type { Attributes } from '../../../../otlp/model.ts';
import { valueText } from '../debug/value-text.ts';
import { labelName } from './label-name.ts';
import type { Label } from './metric-family.ts';
import type { Origin } from './series.ts';

const RESERVED_SCOPE_ATTRIBUTES = ['name', 'version', 'schema_url'];

/** The labels of a series: its attributes, its scope, and the job and the instance it is from. Throws where a name can't be one. */
export function seriesLabels(
  attributes: Attributes,
  { scope, service }: Origin,
  options: { readonly utf8: boolean; readonly withScope: boolean },
): readonly Label[] {
  const labels: Label[] = [];
  const errors: string[] = [];
  const add = (attribute: string, value: string): void => {
    try {
      labels.push({ name: labelName(attribute, options.utf8), value });
    } catch (error) {
      errors.push((error as Error).message);
    }
  };
  for (const [key, value] of attributes) add(key, valueText(value));
  if (options.withScope) {
    for (const [key, value] of scope.attributes) {
      if (!RESERVED_SCOPE_ATTRIBUTES.includes(key)) add(`otel_scope_${key}`, valueText(value));
    }
    labels.push({ name: 'otel_scope_name', value: scope.name });
    labels.push({ name: 'otel_scope_version', value: scope.version });
    labels.push({ name: 'otel_scope_schema_url', value: scope.schemaUrl });
  }
  if (service.job !== undefined) labels.push({ name: 'job', value: service.job });
  if (service.instance !== undefined) labels.push({ name: 'instance', value: service.instance });
  if (errors.length > 0) throw new Error(errors.join('; '));
  return labels;
}
