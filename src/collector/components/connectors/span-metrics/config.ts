import { formatDuration } from '../../../config/duration.ts';
import {
  boolean,
  type ConfigOf,
  duration,
  type Finding,
  field,
  integer,
  list,
  optional,
  optionalString,
  parsedString,
  string,
  struct,
} from '../../../config/schema.ts';
import { compileGlob, type Glob } from './glob.ts';

const RESERVED = ['service.name', 'span.kind', 'status.code', 'span.name', 'collector.instance.id'];
const dimensionSchema = struct('spanmetricsconnector.Dimension', {
  name: field(string(), 'An attribute of the span or, where it has none of that name, of the resource.'),
  default: field(optionalString(), 'The value where neither has it; without it the dimension is left out.'),
  glob: field(string(), 'A pattern of attribute names, such as "http.*", in place of a name.'),
});

const dimensions = list(dimensionSchema);

export type Dimension = ConfigOf<typeof dimensionSchema>;

const histogramSchema = struct('spanmetricsconnector.HistogramConfig', {
  disable: field(boolean(false), 'Leaves the durations out.'),
  unit: field(
    parsedString<'ms' | 's'>({
      goType: 'metrics.Unit',
      default: 'ms',
      values: ['ms', 's'],
      parse(text) {
        const unit = text.toLowerCase();
        if (unit === 'ms' || unit === 's') return unit;
        throw new Error(`unknown Unit "${unit}", allowed units are "ms" and "s"`);
      },
    }),
    'The unit of durations.',
  ),
  exponential: field(
    optional(
      struct('spanmetricsconnector.ExponentialHistogramConfig', {
        max_size: field(integer('int32', 0), 'The most buckets of a sign. 0 means 160.'),
      }),
      { enabledByNull: false },
    ),
    'Durations as an exponential histogram.',
  ),
  explicit: field(
    optional(
      struct('spanmetricsconnector.ExplicitHistogramConfig', {
        buckets: field(list(duration(0n)), 'The upper bounds of the buckets.'),
      }),
      { enabledByNull: false },
    ),
    'Durations as a histogram with bounds of your own.',
  ),
  dimensions: field(dimensions, 'Dimensions of the durations alone.'),
});

export const spanMetricsSchema = struct(
  'spanmetricsconnector.Config',
  {
    dimensions: field(
      dimensions,
      'Attributes that become dimensions, besides service.name, span.name, span.kind, status.code and collector.instance.id.',
    ),
    calls_dimensions: field(dimensions, 'Dimensions of the number of calls alone.'),
    exclude_dimensions: field(list(string()), 'Built-in dimensions to leave out.'),
    dimensions_cache_size: field(integer('int', 0), 'Without effect; use aggregation_cardinality_limit.'),
    resource_metrics_cache_size: field(
      integer('int', 1000),
      'How many resources are kept; the one used longest ago goes first.',
    ),
    resource_metrics_key_attributes: field(
      list(string()),
      'The resource attributes that tell resources apart; all where it isn’t given.',
    ),
    aggregation_temporality: field(
      string('AGGREGATION_TEMPORALITY_CUMULATIVE'),
      'AGGREGATION_TEMPORALITY_CUMULATIVE or AGGREGATION_TEMPORALITY_DELTA.',
    ),
    histogram: field(histogramSchema, 'How durations are counted.'),
    metrics_flush_interval: field(duration(60_000_000_000n), 'How often metrics are sent.'),
    metrics_expiration: field(
      duration(0n),
      'After how long without spans a resource’s metrics are dropped. 0 means never.',
    ),
    series_expiration: field(
      duration(0n),
      'After how long without spans a single series is dropped. 0 means never.',
    ),
    metric_timestamp_cache_size: field(
      integer('int', 1000),
      'How many series’ last times are kept with delta temporality, so that the next point begins where the last ended.',
    ),
    namespace: field(string('traces.span.metrics'), 'What the metrics’ names begin with.'),
    exemplars: field(
      struct('spanmetricsconnector.ExemplarsConfig', {
        enabled: field(boolean(false), 'Attaches ids of spans to the data points.'),
        max_per_data_point: field(integer('int', 5), 'The most exemplars of a data point.'),
      }),
      'Spans as examples of what was counted.',
    ),
    events: field(
      struct('spanmetricsconnector.EventsConfig', {
        enabled: field(boolean(false), 'Counts the events of spans too.'),
        dimensions: field(dimensions, 'Attributes of events, spans or resources that become dimensions.'),
      }),
      'A metric of the spans’ events.',
    ),
    include_instrumentation_scope: field(
      list(string()),
      'Names of scopes whose name and version become dimensions.',
    ),
    aggregation_cardinality_limit: field(
      integer('int', 0),
      'The most series of a resource; what is beyond goes into one with otel.metric.overflow. 0 means no limit.',
    ),
    add_resource_attributes: field(
      boolean(false),
      'Gives the metrics the spans’ resource, where the gate connector.spanmetrics.excludeResourceMetrics takes it away.',
    ),
    enable_metrics_sampling_method: field(
      boolean(false),
      'Adds sampling.method: whether a count was extrapolated from a sampled span’s tracestate.',
    ),
  },
  {
    validate(config) {
      const message = firstFinding(config);
      return message === undefined ? [] : [message];
    },
  },
);

export type SpanMetricsConfig = ConfigOf<typeof spanMetricsSchema>;

export function isDelta(config: SpanMetricsConfig): boolean {
  return config.aggregation_temporality === 'AGGREGATION_TEMPORALITY_DELTA';
}

/** The first thing that is wrong, in the order the real connector looks. */
function firstFinding(
  config: {
    readonly [K in keyof SpanMetricsConfig]: SpanMetricsConfig[K];
  },
): Finding | undefined {
  const { histogram, events, exemplars } = config;
  const lists: [string, readonly Dimension[] | undefined, string[]][] = [
    ['dimensions', config.dimensions, ['dimensions']],
    ['calls dimensions', config.calls_dimensions, ['calls_dimensions']],
    ['histogram dimensions', histogram.dimensions, ['histogram', 'dimensions']],
    ...(events.enabled
      ? [
          ['event dimensions', events.dimensions ?? [], ['events', 'dimensions']] as [
            string,
            Dimension[],
            string[],
          ],
        ]
      : []),
  ];
  for (const [title, dimensions = [], at] of lists) {
    const message =
      title === 'event dimensions' && dimensions.length === 0
        ? 'no dimensions configured for events'
        : dimensionsProblem(dimensions);
    if (message !== undefined) return { message: `failed validating ${title}: ${message}`, at };
  }
  if (histogram.explicit !== undefined && histogram.exponential !== undefined) {
    return { message: 'use either `explicit` or `exponential` buckets histogram', at: ['histogram'] };
  }
  for (const key of ['metrics_flush_interval', 'metrics_expiration', 'series_expiration'] as const) {
    if (config[key] < 0n) {
      const message = `invalid ${key}: ${formatDuration(config[key])}, the duration should be positive`;
      return { message, at: [key] };
    }
  }
  if (
    config.aggregation_temporality === 'AGGREGATION_TEMPORALITY_DELTA' &&
    config.metric_timestamp_cache_size <= 0
  ) {
    const message = `invalid delta timestamp cache size: ${config.metric_timestamp_cache_size}, the maximum number of the items in the cache should be positive`;
    return { message, at: ['metric_timestamp_cache_size'] };
  }
  if (config.aggregation_cardinality_limit < 0) {
    const message = `invalid aggregation_cardinality_limit: ${config.aggregation_cardinality_limit}, the limit should be positive`;
    return { message, at: ['aggregation_cardinality_limit'] };
  }
  if (exemplars.enabled && exemplars.max_per_data_point < 0) {
    const message = `invalid max_per_data_point: ${exemplars.max_per_data_point}, the value should be positive`;
    return { message, at: ['exemplars', 'max_per_data_point'] };
  }
  return undefined;
}

function dimensionsProblem(dimensions: readonly Dimension[]): string | undefined {
  const names = new Set(RESERVED);
  const globs = new Map<string, Glob>();
  for (const dimension of dimensions) {
    const { name, glob } = dimension;
    if (name !== '' && glob !== '') {
      return `dimension entry must set only one of \`name\` or \`glob\`, got both: name=${JSON.stringify(name)} glob=${JSON.stringify(glob)}`;
    }
    if (name === '' && glob === '') return 'dimension entry must set one of `name` or `glob`';
    if (name !== '') {
      if (names.has(name)) return `duplicate dimension name ${JSON.stringify(name)}`;
      names.add(name);
      continue;
    }
    if (dimension.default !== undefined) {
      return `\`default\` is not supported on \`glob\` dimension ${JSON.stringify(glob)}`;
    }
    try {
      globs.set(glob, compileGlob(glob));
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error);
      return `invalid dimension glob ${JSON.stringify(glob)}: ${why}`;
    }
  }
  for (const name of names) {
    for (const [text, matches] of globs) {
      if (matches(name)) {
        return `duplicate dimension name ${JSON.stringify(name)} conflicting with glob ${JSON.stringify(text)}`;
      }
    }
  }
  return undefined;
}
