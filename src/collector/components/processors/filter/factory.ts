import { functionEnvironment } from '../../../ottl/function-environment.ts';
import { type ComponentContext, type Processor, processorFactory } from '../../../pipeline/component.ts';
import type { CarriedSignal, Consumer } from '../../../pipeline/consumer.ts';
import type { LogFields } from '../../../pipeline/logger.ts';
import { compileGroup, compileOlder, conditionParser } from './compile-filter.ts';
import { conditionsKeys } from './conditions-keys.ts';
import { type FilterConfig, filterSchema } from './config.ts';
import { logDropper } from './drop-logs.ts';
import { metricDropper } from './drop-metrics.ts';
import { profileDropper } from './drop-profiles.ts';
import { traceDropper } from './drop-traces.ts';
import type { FilterPass } from './filter-pass.ts';
import { createFilterProcessor, type SignalFilter } from './filter-processor.ts';
import { olderConditions } from './older-conditions.ts';

export const filterFactory = processorFactory({
  kind: 'processor',
  type: 'filter',
  schema: filterSchema,
  stability: { traces: 'alpha', metrics: 'alpha', logs: 'alpha', profiles: 'development' },
  doc: 'Drops spans, span events, metrics, data points, log records and profiles for which a condition holds.',
  create: {
    traces: (config, context, next) =>
      create(
        {
          signal: 'traces',
          counter: 'otelcol_processor_filter_spans.filtered',
          drop: traceDropper(),
          isEmpty: (data) => data.resourceSpans.length === 0,
        },
        config,
        context,
        next,
      ),
    metrics: (config, context, next) =>
      create(
        {
          signal: 'metrics',
          counter: 'otelcol_processor_filter_datapoints.filtered',
          drop: metricDropper(),
          isEmpty: (data) => data.resourceMetrics.length === 0,
        },
        config,
        context,
        next,
      ),
    logs: (config, context, next) =>
      create(
        {
          signal: 'logs',
          counter: 'otelcol_processor_filter_logs.filtered',
          drop: logDropper(),
          isEmpty: (data) => data.resourceLogs.length === 0,
        },
        config,
        context,
        next,
      ),
    profiles: (config, context, next) =>
      create(
        {
          signal: 'profiles',
          counter: 'otelcol_processor_filter_profiles.filtered',
          drop: profileDropper(),
          isEmpty: (data) => data.resourceProfiles.length === 0,
        },
        config,
        context,
        next,
      ),
  },
});

function create<S extends CarriedSignal>(
  filter: SignalFilter<S>,
  config: FilterConfig,
  context: ComponentContext,
  next: Consumer<S>,
): Processor<S> {
  return createFilterProcessor(filter, passesOf(filter.signal, config, context), context, next);
}

function passesOf(signal: CarriedSignal, config: FilterConfig, context: ComponentContext): FilterPass[] {
  const environment = functionEnvironment(context);
  const groups = config[conditionsKeys[signal]] ?? [];
  if (groups.length > 0) {
    const parser = conditionParser(signal, environment);
    return groups.map((each) => compileGroup(each, parser, environment, config.error_mode));
  }
  const conditions = olderConditions(signal, config).map(([name, texts]) => [name, texts] as const);
  const older = compileOlder(conditions, environment, config.error_mode);
  if (older !== undefined) return [older];
  const notice = UNFILTERED[signal];
  if (notice !== undefined) context.logger.log('info', notice.message, notice.fields);
  return [];
}

/** What the collector says where there are no conditions, and it looks for properties to filter by. */
const UNFILTERED: { readonly [S in CarriedSignal]?: { message: string; fields: LogFields } } = {
  traces: {
    message: 'Span filter configured',
    fields: { '[Include] match_type': '[None]', '[Exclude] match_type': '[None]' },
  },
  metrics: {
    message: 'Metric filter configured',
    fields: {
      'include match_type': '',
      'include expressions': [],
      'include metric names': [],
      'include metrics with resource attributes': null,
      'exclude match_type': '',
      'exclude expressions': [],
      'exclude metric names': [],
      'exclude metrics with resource attributes': null,
    },
  },
};
