import type { Attributes } from '../../../../otlp/model.ts';
import { valueText } from '../debug/value-text.ts';
import type { LastPoint, Origin } from './series.ts';

/** What the signatures of all series of a metric begin with. */
export function signaturePrefix(name: string, type: LastPoint['type'], { scope }: Origin): string {
  const start = `${name}*${type}*${scope.name}*${scope.version}*${scope.schemaUrl}*`;
  return start + attributesText(scope.attributes);
}

/**
 * Which series a point belongs to. Of the resource only job and instance count, so that points of resources without
 * them replace each other, as they do in the collector.
 */
export function signature(prefix: string, attributes: Attributes, { service }: Origin): string {
  const { job, instance } = service;
  const jobText = job === undefined ? '' : `job*${job}*`;
  const instanceText = instance === undefined ? '' : `instance*${instance}*`;
  return prefix + attributesText(attributes) + jobText + instanceText;
}

function attributesText(attributes: Attributes): string {
  if (attributes.size === 0) return '';
  const parts: string[] = [];
  for (const [key, value] of attributes) parts.push(`${key}*${valueText(value)}`);
  return `${parts.sort().join('*')}*`;
}
