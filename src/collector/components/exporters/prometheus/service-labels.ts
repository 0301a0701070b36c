import type { Attributes } from '../../../../otlp/model.ts';
import { valueText } from '../debug/value-text.ts';

/** The labels that say where metrics are from; `undefined` where the resource doesn't. */
export interface ServiceLabels {
  /** "namespace/name" of the service. */
  readonly job: string | undefined;
  /** The service's instance id. */
  readonly instance: string | undefined;
}

export function serviceLabels(resource: Attributes): ServiceLabels {
  const name = textOf(resource, 'service.name');
  const namespace = textOf(resource, 'service.namespace');
  const job = name === undefined || namespace === undefined ? name : `${namespace}/${name}`;
  return { job, instance: textOf(resource, 'service.instance.id') };
}

function textOf(resource: Attributes, key: string): string | undefined {
  const value = resource.get(key);
  return value === undefined ? undefined : valueText(value);
}
