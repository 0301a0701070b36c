import { countDataPoints, countLogRecords, countSamples } from '../../../../otlp/items.ts';
import type { MetricsData } from '../../../../otlp/model.ts';
import { countSpans } from '../../../../otlp/spans.ts';
import type { ComponentContext, Exporter } from '../../../pipeline/component.ts';
import type { CarriedSignal, Consumer, SignalData } from '../../../pipeline/consumer.ts';
import { formatEntry, type LogFields, type LogStream } from '../../../pipeline/logger.ts';
import type { DebugConfig } from './config.ts';
import { detailedLogs } from './detailed-logs.ts';
import { detailedMetrics } from './detailed-metrics.ts';
import { detailedProfiles } from './detailed-profiles.ts';
import { detailedTraces } from './detailed-traces.ts';
import { normalLogs } from './normal-logs.ts';
import { normalMetrics } from './normal-metrics.ts';
import { normalProfiles } from './normal-profiles.ts';
import { normalTraces } from './normal-traces.ts';
import { sampled } from './sampled-log.ts';

/** How a signal is written. */
interface Texts<S extends CarriedSignal> {
  readonly title: string;
  counts(data: SignalData[S]): LogFields;
  normal(data: SignalData[S]): string;
  detailed(data: SignalData[S]): string;
}

const texts: { readonly [S in CarriedSignal]: Texts<S> } = {
  traces: {
    title: 'Traces',
    counts: (data) => ({ 'resource spans': data.resourceSpans.length, spans: countSpans(data) }),
    normal: normalTraces,
    detailed: detailedTraces,
  },
  metrics: {
    title: 'Metrics',
    counts: (data) => ({
      'resource metrics': data.resourceMetrics.length,
      metrics: countMetrics(data),
      'data points': countDataPoints(data),
    }),
    normal: normalMetrics,
    detailed: detailedMetrics,
  },
  logs: {
    title: 'Logs',
    counts: (data) => ({
      'resource logs': data.resourceLogs.length,
      'log records': countLogRecords(data),
    }),
    normal: normalLogs,
    detailed: detailedLogs,
  },
  profiles: {
    title: 'Profiles',
    counts: (data) => ({
      'resource profiles': data.resourceProfiles.length,
      'sample records': countSamples(data),
    }),
    normal: normalProfiles,
    detailed: detailedProfiles,
  },
};

/** Writes what it is handed to the log, in the collector's own words. */
export function createDebugExporter(config: DebugConfig, context: ComponentContext): Exporter {
  const sampling = { initial: config.sampling_initial, thereafter: config.sampling_thereafter };
  const consumer = <S extends CarriedSignal>(signal: S): Consumer<S> => {
    const { title, counts, normal, detailed } = texts[signal];
    const write = sampled(context.clock, sampling, writer(signal, config, context));
    return {
      mutatesData: false,
      async consume(data) {
        write(title, counts(data));
        if (config.verbosity === 'Normal') write(normal(data), {});
        if (config.verbosity === 'Detailed') write(detailed(data), {});
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
