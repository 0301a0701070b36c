import { countDataPoints, countLogRecords, countSamples } from '../../../../otlp/items.ts';
import type { MetricsData } from '../../../../otlp/model.ts';
import { countSpans } from '../../../../otlp/spans.ts';
import type { ComponentContext, Exporter } from '../../../pipeline/component.ts';
import type { CarriedSignal, Consumer, SignalData } from '../../../pipeline/consumer.ts';
import { formatEntry, type LogFields, type LogStream } from '../../../pipeline/logger.ts';
import type { DebugConfig } from './config.ts';
import type { ItemTexts } from './item-texts.ts';
import { sampled } from './sampled-log.ts';

/** What is said of a request whatever the verbosity. */
interface Summary<S extends CarriedSignal> {
  readonly title: string;
  counts(data: SignalData[S]): LogFields;
}

const summaries: { readonly [S in CarriedSignal]: Summary<S> } = {
  traces: {
    title: 'Traces',
    counts: (data) => ({ 'resource spans': data.resourceSpans.length, spans: countSpans(data) }),
  },
  metrics: {
    title: 'Metrics',
    counts: (data) => ({
      'resource metrics': data.resourceMetrics.length,
      metrics: countMetrics(data),
      'data points': countDataPoints(data),
    }),
  },
  logs: {
    title: 'Logs',
    counts: (data) => ({
      'resource logs': data.resourceLogs.length,
      'log records': countLogRecords(data),
    }),
  },
  profiles: {
    title: 'Profiles',
    counts: (data) => ({
      'resource profiles': data.resourceProfiles.length,
      'sample records': countSamples(data),
    }),
  },
};

/** Writes what it is handed to the log, in the collector's own words. */
export function createDebugExporter(config: DebugConfig, context: ComponentContext): Exporter {
  const sampling = { initial: config.sampling_initial, thereafter: config.sampling_thereafter };
  const itemTexts = once(() => textsFor(config.verbosity));
  const consumer = <S extends CarriedSignal>(signal: S): Consumer<S> => {
    const { title, counts } = summaries[signal];
    const write = sampled(context.clock, sampling, writer(signal, config, context));
    return {
      mutatesData: false,
      async consume(data) {
        const texts = await itemTexts();
        write(title, counts(data));
        if (texts !== undefined) write(texts[signal](data), {});
        return undefined;
      },
    };
  };
  return {
    traces: consumer('traces'),
    metrics: consumer('metrics'),
    logs: consumer('logs'),
    profiles: consumer('profiles'),
  };
}

/** Fetched when they are needed: basic is the default, and a page should load no more than it shows. */
async function textsFor(verbosity: DebugConfig['verbosity']): Promise<ItemTexts | undefined> {
  if (verbosity === 'Basic') return undefined;
  const { normalTexts, detailedTexts } = await import('./item-texts.ts');
  return verbosity === 'Normal' ? normalTexts : detailedTexts;
}

function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}

function writer(
  signal: CarriedSignal,
  config: DebugConfig,
  context: ComponentContext,
): (message: string, fields: LogFields) => void {
  if (config.use_internal_logger) {
    const logger = context.logger.with({ 'otelcol.signal': signal });
    return (message, fields) => logger.log('info', message, fields);
  }
  const streams = (config.output_paths ?? ['stdout']).map(
    (path): LogStream => (path === 'stderr' ? 'stderr' : 'stdout'),
  );
  return (message, fields) => {
    for (const stream of streams) context.print(formatEntry(message, fields), stream);
  };
}

function countMetrics(data: MetricsData): number {
  let count = 0;
  for (const { scopeMetrics } of data.resourceMetrics) {
    for (const { metrics } of scopeMetrics) count += metrics.length;
  }
  return count;
}
