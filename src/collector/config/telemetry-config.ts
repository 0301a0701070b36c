import type { LogLevel } from '../pipeline/logger.ts';
import {
  anyValue,
  boolean,
  type ConfigOf,
  duration,
  type Finding,
  field,
  integer,
  list,
  map,
  parsedString,
  pointer,
  string,
  struct,
} from './schema.ts';

const NOT_EXPORTED = {
  level: 'ignored',
  reason: "the collector's own telemetry isn't exported; its counters are shown beside the pipelines",
} as const;

const FIXED_FORMAT = { level: 'ignored', reason: 'the log has one format, the console’s' } as const;

const LOG_LEVELS: Readonly<Record<string, LogLevel>> = {
  debug: 'debug',
  info: 'info',
  warn: 'warn',
  error: 'error',
  dpanic: 'error',
  panic: 'error',
  fatal: 'error',
};

const samplingSchema = struct('migration.LogsSamplingConfig', {
  enabled: field(boolean(false), 'Thins out equal lines.'),
  tick: field(duration(0n), 'The time after which counting begins anew.'),
  initial: field(integer('int', 0), 'How many equal lines are written first.'),
  thereafter: field(integer('int', 0), 'Of further ones, one in as many.'),
});

const logsSchema = struct(
  'migration.LogsConfigV030',
  {
    level: field(
      parsedString<LogLevel>({
        goType: 'zapcore.Level',
        default: 'info',
        values: Object.keys(LOG_LEVELS),
        numeric: true,
        parse(text) {
          const name = text.toLowerCase();
          const level = Object.hasOwn(LOG_LEVELS, name) ? LOG_LEVELS[name] : undefined;
          if (level === undefined) throw new Error(`unrecognized level: "${text}"`);
          return level;
        },
      }),
      'The least level that is written.',
    ),
    development: field(boolean(false), 'Stack traces for warnings too.', FIXED_FORMAT),
    encoding: field(string('console'), 'The form of a line: console or json.', FIXED_FORMAT),
    disable_caller: field(boolean(false), 'Leaves out where in the code a line comes from.', FIXED_FORMAT),
    disable_stacktrace: field(boolean(false), 'Leaves out stack traces.', FIXED_FORMAT),
    sampling: field(pointer(samplingSchema), 'How equal lines are thinned out.', FIXED_FORMAT),
    output_paths: field(list(string()), 'Where the log is written.', FIXED_FORMAT),
    error_output_paths: field(list(string()), 'Where errors of the log itself are written.', FIXED_FORMAT),
    initial_fields: field(
      map(anyValue, { goType: 'map[string]interface {}' }),
      'Fields of every line.',
      FIXED_FORMAT,
    ),
    processors: field(list(anyValue), 'Where the log is sent as telemetry.', NOT_EXPORTED),
    disable_zap_resource: field(boolean(false), 'Leaves the resource out of the lines.', FIXED_FORMAT),
  },
  { ownDecoder: true },
);

const LEVELS = ['basic', 'normal', 'detailed'] as const;

type TelemetryLevel = (typeof LEVELS)[number] | 'none';

function metricsLevel(fallback: TelemetryLevel) {
  return parsedString<TelemetryLevel>({
    goType: 'configtelemetry.Level',
    default: fallback,
    values: ['none', ...LEVELS],
    numeric: true,
    byNumber: LEVELS,
    parse(text) {
      const level = (['none', ...LEVELS] as const).find((each) => each === text.toLowerCase());
      if (level === undefined) throw new Error(`unknown metrics level "${text}"`);
      return level;
    },
  });
}

const readerSchema = struct('config.MetricReader', {
  periodic: field(anyValue, 'Sends them from time to time.'),
  producers: field(list(anyValue), 'Where more metrics come from.'),
  pull: field(anyValue, 'Shows them on a page.'),
});

const metricsSchema = struct(
  'migration.MetricsConfigV030',
  {
    level: field(metricsLevel('normal'), 'How many of its own metrics the collector makes.', NOT_EXPORTED),
    readers: field(list(readerSchema), 'Where they are read or sent.', NOT_EXPORTED),
    views: field(list(anyValue), 'How they are aggregated.', NOT_EXPORTED),
  },
  { ownDecoder: true },
);

const tracesSchema = struct(
  'migration.TracesConfigV030',
  {
    level: field(metricsLevel('basic'), 'How many of its own spans the collector makes.'),
    propagators: field(list(string()), 'The headers that carry the context of traces.'),
    limits: field(anyValue, 'Limits of what is in a span.'),
    processors: field(list(anyValue), 'Where the spans are sent.'),
    sampler: field(anyValue, 'Which spans are kept.'),
  },
  { ownDecoder: true },
);

/** `service::telemetry`. Read here: the level of the log. */
export const telemetrySchema = struct(
  'otelconftelemetry.Config',
  {
    logs: field(logsSchema, 'The collector’s own log.'),
    metrics: field(metricsSchema, 'The collector’s own metrics.'),
    traces: field(tracesSchema, 'The collector’s own traces.', NOT_EXPORTED),
    resource: field(map(anyValue), 'Resource attributes of the collector’s own telemetry.', NOT_EXPORTED),
  },
  {
    validate({ metrics, resource }) {
      return [metricsFinding(metrics), resourceFinding(resource ?? new Map())].filter(
        (finding) => finding !== undefined,
      );
    },
  },
);

export type TelemetryConfig = ConfigOf<typeof telemetrySchema>;

function metricsFinding({ level, readers, views }: ConfigOf<typeof metricsSchema>): Finding | undefined {
  // Without the key there is one reader, the page for Prometheus.
  if (level !== 'none' && readers?.length === 0) {
    const message = 'collector telemetry metrics reader should exist when metric level is not none';
    return { message, at: ['metrics', 'readers'] };
  }
  if (views === undefined || level === 'detailed') return undefined;
  const message =
    'service::telemetry::metrics::views can only be set when service::telemetry::metrics::level is detailed';
  return { message, at: ['metrics', 'views'] };
}

const RESOURCE_KEYS = ['attributes', 'attributes_list', 'detectors', 'schema_url', 'detection/development'];

function resourceFinding(resource: ReadonlyMap<string, unknown>): Finding | undefined {
  const finding = (message: string, key: string): Finding => ({
    message,
    part: ['resource'],
    at: ['resource', key],
  });
  if (resource.get('attributes_list') != null) {
    const message = 'resource::attributes_list is not currently supported, please use resource::attributes';
    return finding(message, 'attributes_list');
  }
  const inline = [...resource].filter(([key]) => !RESOURCE_KEYS.includes(key));
  for (const [key, value] of inline) {
    if (value == null || typeof value === 'string') continue;
    return finding(`legacy resource attribute "${key}" must be string or null`, key);
  }
  const attributes = resource.get('attributes');
  if (!Array.isArray(attributes) || attributes.length === 0 || inline.length === 0) return undefined;
  const message = 'resource::attributes cannot be used together with legacy inline resource attributes';
  return finding(message, 'attributes');
}
