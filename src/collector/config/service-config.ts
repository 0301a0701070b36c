import type { LogLevel } from '../pipeline/logger.ts';
import { anyValue, boolean, componentId, field, list, map, parsedString, string, struct } from './schema.ts';

const ids = list(componentId);

/** One pipeline of `service::pipelines`. */
export const pipelineSchema = struct(
  'pipelines.PipelineConfig',
  {
    receivers: field(ids, 'Where the data comes from: ids of receivers (or connectors).'),
    processors: field(ids, 'What the data goes through, in this order.'),
    exporters: field(ids, 'Where the data goes: ids of exporters (or connectors). Each gets all of it.'),
  },
  {
    validate(config) {
      if ((config.receivers ?? []).length === 0) {
        return [{ message: 'must have at least one receiver', at: ['receivers'] }];
      }
      if ((config.exporters ?? []).length === 0) {
        return [{ message: 'must have at least one exporter', at: ['exporters'] }];
      }
      const processors = config.processors ?? [];
      const index = processors.findIndex((id, place) => processors.indexOf(id) < place);
      if (index < 0) return [];
      const at = ['processors', String(index)];
      return [{ message: `references processor "${processors[index]}" multiple times`, at }];
    },
  },
);

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
    sampling: field(anyValue, 'How equal lines are thinned out.', FIXED_FORMAT),
    output_paths: field(list(string()), 'Where the log is written.', FIXED_FORMAT),
    error_output_paths: field(list(string()), 'Where errors of the log itself are written.', FIXED_FORMAT),
    initial_fields: field(anyValue, 'Fields of every line.', FIXED_FORMAT),
    processors: field(anyValue, 'Where the log is sent as telemetry.', NOT_EXPORTED),
  },
  { ownDecoder: true },
);

const metricsSchema = struct(
  'migration.MetricsConfigV030',
  {
    level: field(
      parsedString({
        goType: 'configtelemetry.Level',
        default: 'normal',
        values: ['none', 'basic', 'normal', 'detailed'],
        numeric: true,
        parse(text) {
          const level = text.toLowerCase();
          if (!['none', 'basic', 'normal', 'detailed'].includes(level))
            throw new Error(`unknown metrics level "${text}"`);
          return level;
        },
      }),
      'How many of its own metrics the collector makes.',
      NOT_EXPORTED,
    ),
    readers: field(list(anyValue), 'Where they are read or sent.', NOT_EXPORTED),
    views: field(list(anyValue), 'How they are aggregated.', NOT_EXPORTED),
  },
  { ownDecoder: true },
);

/** `service::telemetry`. Read here: the level of the log. */
export const telemetrySchema = struct('otelconftelemetry.Config', {
  logs: field(logsSchema, 'The collector’s own log.'),
  metrics: field(metricsSchema, 'The collector’s own metrics.'),
  traces: field(map(anyValue), 'The collector’s own traces.', NOT_EXPORTED),
  resource: field(map(anyValue), 'Resource attributes of the collector’s own telemetry.', NOT_EXPORTED),
});
