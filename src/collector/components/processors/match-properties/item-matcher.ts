import type {
  Attributes,
  InstrumentationScope,
  LogRecord,
  Metric,
  Resource,
  Span,
} from '../../../../otlp/model.ts';
import { FactoryError } from '../../../pipeline/build-error.ts';
import { valueText } from '../../exporters/debug/value-text.ts';
import { type AttributeMatcher, attributeMatcher } from './attribute-matcher.ts';
import { checkForLogs, checkForMetrics, checkForSpans } from './check-properties.ts';
import type { MatchConfig, MatchProperties } from './match-config.ts';
import { type TextMatcher, textMatcher } from './text-matcher.ts';

/** Whether an item is to be processed. */
export type Selection<Item> = (item: Item, resource: Resource, scope: InstrumentationScope) => boolean;

/** What of a span's kind is compared, by its number (the names of the protocol). */
const KIND_NAMES = [
  'SPAN_KIND_UNSPECIFIED',
  'SPAN_KIND_INTERNAL',
  'SPAN_KIND_SERVER',
  'SPAN_KIND_CLIENT',
  'SPAN_KIND_PRODUCER',
  'SPAN_KIND_CONSUMER',
];

/** Compiles the choice of spans; `undefined` where all are meant. Throws FactoryError, here and below. */
export function spanSelection(config: MatchConfig): Selection<Span> | undefined {
  return selection(config, (properties, at) => {
    checkForSpans(properties, at);
    const rest = commonMatcher(properties, at);
    const services = texts(properties, 'services', at, 'service name');
    const names = texts(properties, 'span_names', at, 'span name');
    const kinds = texts(properties, 'span_kinds', at, 'span kind');
    return (span, resource, scope) => {
      if (services !== undefined && !services(serviceName(resource))) return false;
      if (names !== undefined && !names(span.name)) return false;
      if (kinds !== undefined && !kinds(KIND_NAMES[span.kind] ?? '')) return false;
      return rest(span.attributes, resource, scope);
    };
  });
}

export function logSelection(config: MatchConfig): Selection<LogRecord> | undefined {
  return selection(config, (properties, at) => {
    checkForLogs(properties, at);
    const rest = commonMatcher(properties, at);
    const bodies = texts(properties, 'log_bodies', at, 'log record body');
    const severities = texts(properties, 'log_severity_texts', at, 'log record severity text');
    const numbers = properties.log_severity_number;
    return (record, resource, scope) => {
      if (bodies !== undefined && !bodies(valueText(record.body))) return false;
      if (severities !== undefined && !severities(record.severityText)) return false;
      if (numbers !== undefined) {
        const { severityNumber } = record;
        if (severityNumber === 0 ? !numbers.match_undefined : severityNumber < numbers.min) return false;
      }
      return rest(record.attributes, resource, scope);
    };
  });
}

/** Only names count: the collector takes properties of the resource for metrics, too, and forgets them. */
export function metricSelection(config: MatchConfig): Selection<Metric> | undefined {
  // All properties are checked before one is compiled.
  for (const at of ['include', 'exclude'] as const) {
    const properties = config[at];
    if (properties !== undefined) checkForMetrics(properties, at);
  }
  return selection(config, (properties, at) => {
    // A type of older versions, whose expressions can't be written here.
    if (properties.match_type === 'expr') return undefined;
    const names = texts(properties, 'metric_names', at);
    return names === undefined ? undefined : (metric) => names(metric.name);
  });
}

function selection<Item>(
  { include, exclude }: MatchConfig,
  compile: (properties: MatchProperties, at: string) => Selection<Item> | undefined,
): Selection<Item> | undefined {
  const included = include === undefined ? undefined : compile(include, 'include');
  const excluded = exclude === undefined ? undefined : compile(exclude, 'exclude');
  if (excluded === undefined) return included;
  return (item, resource, scope) =>
    (included === undefined || included(item, resource, scope)) && !excluded(item, resource, scope);
}

type CommonMatcher = (attributes: Attributes, resource: Resource, scope: InstrumentationScope) => boolean;

/** What spans and log records have in common. */
function commonMatcher(properties: MatchProperties, at: string): CommonMatcher {
  const libraries = (properties.libraries ?? []).map(({ name, version }, index) => {
    const place = [at, 'libraries', String(index)];
    return {
      name: building('library name filters', [...place, 'name'], () => textMatcher([name], properties)),
      version:
        version === undefined
          ? undefined
          : building('library version filters', [...place, 'version'], () =>
              textMatcher([version], properties),
            ),
    };
  });
  const attributes = attributesOf(properties, 'attributes', at, 'attribute');
  const resources = attributesOf(properties, 'resources', at, 'resource');
  return (own, resource, scope) => {
    for (const { name, version } of libraries) {
      if (!name(scope.name) || (version !== undefined && !version(scope.version))) return false;
    }
    if (resources !== undefined && !resources(resource.attributes)) return false;
    return attributes === undefined || attributes(own);
  };
}

function attributesOf(
  properties: MatchProperties,
  key: 'attributes' | 'resources',
  at: string,
  what: string,
): AttributeMatcher | undefined {
  const criteria = properties[key] ?? [];
  if (criteria.length === 0) return undefined;
  return building(`${what} filters`, [at, key], () => attributeMatcher(criteria, properties));
}

function texts(
  properties: MatchProperties,
  key: 'services' | 'span_names' | 'span_kinds' | 'log_bodies' | 'log_severity_texts' | 'metric_names',
  at: string,
  what?: string,
): TextMatcher | undefined {
  const list = properties[key] ?? [];
  if (list.length === 0) return undefined;
  return building(what === undefined ? undefined : `${what} filters`, [at, key], () =>
    textMatcher(list, properties),
  );
}

/** Says of an objection what it is to, in the file and in the collector's words. */
function building<T>(what: string | undefined, at: readonly string[], build: () => T): T {
  try {
    return build();
  } catch (error) {
    const { message } = error as Error;
    throw new FactoryError(what === undefined ? message : `error creating ${what}: ${message}`, at);
  }
}

function serviceName(resource: Resource): string {
  const value = resource.attributes.get('service.name');
  return value === undefined ? '<nil-service-name>' : valueText(value);
}
