import { FactoryError } from '../../../pipeline/build-error.ts';
import type { MatchProperties } from './match-config.ts';

type Key = keyof MatchProperties;

/** What can be asked of spans, log records and metrics; the texts are the collector's (internal/filter/filterconfig). */

const SPAN_CRITERIA = [
  'services',
  'span_names',
  'attributes',
  'libraries',
  'resources',
  'span_kinds',
] as const;

const LOG_CRITERIA = [
  'attributes',
  'libraries',
  'resources',
  'log_bodies',
  'log_severity_texts',
  'log_severity_number',
] as const;

const METRIC_CRITERIA = ['metric_names', 'resources'] as const;

const NOT_FOR_SPANS = ['log_bodies', 'log_severity_texts', 'log_severity_number', 'metric_names'] as const;

const NOT_FOR_LOGS = ['span_names', 'services', 'span_kinds', 'metric_names'] as const;

const NOT_FOR_METRICS = [
  'log_bodies',
  'log_severity_texts',
  'span_names',
  'services',
  'span_kinds',
  'attributes',
  'libraries',
  'log_severity_number',
] as const;

/** In the order of their names, as the collector lists them. */
const SPAN_KINDS = [
  'SPAN_KIND_CLIENT',
  'SPAN_KIND_CONSUMER',
  'SPAN_KIND_INTERNAL',
  'SPAN_KIND_PRODUCER',
  'SPAN_KIND_SERVER',
];

/** Throws FactoryError. `at` is the key of the properties, here and below. */
export function checkForSpans(properties: MatchProperties, at: string): void {
  const wrong = firstUsed(properties, NOT_FOR_SPANS);
  if (wrong !== undefined) {
    throw new FactoryError(`${wrong} should not be specified for trace spans`, [at, wrong]);
  }
  if (firstUsed(properties, SPAN_CRITERIA) === undefined) {
    throw new FactoryError(
      'at least one of "attributes", "libraries",  or "resources" field must be specified',
      [at],
    );
  }
  const kinds = properties.span_kinds ?? [];
  const unknown = kinds.findIndex((kind) => !SPAN_KINDS.includes(kind));
  if (properties.match_type === 'strict' && unknown >= 0) {
    // The collector's list begins with as many empty texts as there are kinds.
    const listed = [...SPAN_KINDS.map(() => ''), ...SPAN_KINDS].join(' ');
    throw new FactoryError(
      `span_kinds string must match one of the standard span kinds when match_type=strict: [${listed}]`,
      [at, 'span_kinds', String(unknown)],
    );
  }
}

export function checkForLogs(properties: MatchProperties, at: string): void {
  const wrong = firstUsed(properties, NOT_FOR_LOGS);
  if (wrong !== undefined) {
    throw new FactoryError(
      'services, span_names, span_kinds and metric_names are not valid for log records',
      [at, wrong],
    );
  }
  if (firstUsed(properties, LOG_CRITERIA) === undefined) {
    throw new FactoryError(
      'at least one of "attributes", "libraries", "span_kinds", "resources", "log_bodies", "log_severity_texts" or "log_severity_number" field must be specified',
      [at],
    );
  }
}

export function checkForMetrics(properties: MatchProperties, at: string): void {
  const wrong = firstUsed(properties, NOT_FOR_METRICS);
  if (wrong !== undefined) {
    throw new FactoryError(
      '"span_names", "span_kinds", "log_bodies", "log_severity_texts", "log_severity_number", "services", "attributes" and "libraries" are not valid for metrics',
      [at, wrong],
    );
  }
  if (firstUsed(properties, METRIC_CRITERIA) === undefined) {
    throw new FactoryError('at least one of "metric_names" or "resources" field must be specified', [at]);
  }
}

/** An empty list counts as none. */
function firstUsed(properties: MatchProperties, keys: readonly Key[]): Key | undefined {
  return keys.find((key) => {
    const value = properties[key];
    return Array.isArray(value) ? value.length > 0 : value !== undefined;
  });
}
