import {
  boolean,
  type ConfigOf,
  duration,
  type Finding,
  field,
  list,
  map,
  type StructOf,
  string,
  struct,
} from '../../../config/schema.ts';
import { httpServerFields, httpServerFindings, serverDefaults } from '../../http-server/server-fields.ts';
import { queueSchemaWithoutDefaults } from '../exporter-helper/queue-config.ts';

const STRATEGIES = [
  'UnderscoreEscapingWithSuffixes',
  'UnderscoreEscapingWithoutSuffixes',
  'NoUTF8EscapingWithSuffixes',
  'NoTranslation',
];

const LEGACY_AND_PATTERNS =
  'cannot configure both legacy enabled/exclude_service_attributes and included/excluded patterns; enabled and exclude_service_attributes are deprecated';

const resourceLabelFields = {
  included: field(
    list(string()),
    'Resource attributes to take; "*" stands for any characters, "?" for one. Default with excluded: all.',
  ),
  excluded: field(list(string()), 'Resource attributes to leave out, in the same notation.'),
  enabled: field(boolean(false), 'Whether to take all. Deprecated: say included: ["*"].'),
  exclude_service_attributes: field(
    boolean(false),
    'Whether to leave out service.name, service.namespace and service.instance.id. Deprecated: use excluded.',
  ),
};

export type ResourceLabelsConfig = StructOf<typeof resourceLabelFields>;

const resourceLabelsSchema = struct('resourcetotelemetry.Settings', resourceLabelFields, {
  validate: (config) => (mixesLegacy(config) ? [{ message: LEGACY_AND_PATTERNS, at: ['enabled'] }] : []),
});

const fields = {
  ...httpServerFields(serverDefaults('')),
  sending_queue: field(
    queueSchemaWithoutDefaults,
    'What waits to be taken up. There is no queue without it.',
  ),
  namespace: field(string(), 'Put before the name of every metric.'),
  const_labels: field(map(string(), { goType: 'prometheus.Labels' }), 'Labels that every series gets.'),
  send_timestamps: field(boolean(false), 'Whether samples have the time of their data point.'),
  metric_expiration: field(duration(300_000_000_000n), 'How long series are shown that get no more data.'),
  resource_to_telemetry_conversion: field(
    resourceLabelsSchema,
    'Which resource attributes become labels. Deprecated: use resource_constant_labels.',
  ),
  resource_constant_labels: field(
    resourceLabelsSchema,
    'Which resource attributes become labels of every series of the resource.',
  ),
  enable_open_metrics: field(
    boolean(false),
    'Whether the page may be in the OpenMetrics format, which has exemplars, for those who ask for it.',
  ),
  without_scope_info: field(boolean(false), 'Whether the otel_scope_* labels are left out.'),
  add_metric_suffixes: field(
    boolean(true),
    'Whether units and types are added to names. Without effect since v0.132: use translation_strategy.',
  ),
  translation_strategy: field(
    { kind: 'string', goType: 'prometheusexporter.translationStrategy', default: '', values: STRATEGIES },
    'How names become names of Prometheus: which characters are replaced, and whether the unit and the type are added. Default: UnderscoreEscapingWithSuffixes.',
  ),
} as const;

export const prometheusSchema = struct('prometheusexporter.Config', fields, {
  ownDecoder: true,
  ignoresUnknownKeys: true,
  validate(config): readonly Finding[] {
    const finding = problem(config);
    return [...(finding === undefined ? [] : [finding]), ...httpServerFindings(config, ['serverconfig'])];
  },
});

export type PrometheusConfig = ConfigOf<typeof prometheusSchema>;

/** Whether the section asks for nothing. */
export function isEmpty(labels: ResourceLabelsConfig): boolean {
  return !labels.enabled && !labels.exclude_service_attributes && !hasPatterns(labels);
}

export function hasPatterns({ included, excluded }: ResourceLabelsConfig): boolean {
  return (included ?? []).length > 0 || (excluded ?? []).length > 0;
}

/** The collector stops at the first problem, in this order. */
function problem(config: StructOf<typeof fields>): Finding | undefined {
  const { resource_constant_labels: labels, resource_to_telemetry_conversion: older } = config;
  if (labels.enabled || labels.exclude_service_attributes) {
    const key = labels.enabled ? 'enabled' : 'exclude_service_attributes';
    const message =
      'enabled and exclude_service_attributes are not supported under resource_constant_labels; use included and excluded instead';
    return { message, at: ['resource_constant_labels', key] };
  }
  if (!isEmpty(older) && !isEmpty(labels)) {
    const message =
      'cannot configure both resource_to_telemetry_conversion and resource_constant_labels; resource_to_telemetry_conversion is deprecated';
    return { message, at: ['resource_to_telemetry_conversion'] };
  }
  if (mixesLegacy(older)) {
    return { message: LEGACY_AND_PATTERNS, at: ['resource_to_telemetry_conversion'] };
  }
  const strategy = config.translation_strategy;
  if (strategy === '' || STRATEGIES.includes(strategy)) return undefined;
  return { message: `invalid translation_strategy: ${strategy}`, at: ['translation_strategy'] };
}

function mixesLegacy(labels: ResourceLabelsConfig): boolean {
  return (labels.enabled || labels.exclude_service_attributes) && hasPatterns(labels);
}
