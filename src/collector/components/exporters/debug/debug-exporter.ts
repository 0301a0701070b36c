import { countSpans } from '../../../../otlp/spans.ts';
import type { ComponentContext, Exporter } from '../../../pipeline/component.ts';
import { formatEntry, type LogFields, type LogStream } from '../../../pipeline/logger.ts';
import type { DebugConfig } from './config.ts';
import { detailedTraces } from './detailed-traces.ts';
import { normalTraces } from './normal-traces.ts';
import { sampled } from './sampled-log.ts';

/** Writes what it is handed to the log, in the collector's own words. */
export function createDebugExporter(config: DebugConfig, context: ComponentContext): Exporter {
  const sampling = { initial: config.sampling_initial, thereafter: config.sampling_thereafter };
  const write = sampled(context.clock, sampling, writer(config, context));
  return {
    traces: {
      mutatesData: false,
      async consume(data) {
        write('Traces', { 'resource spans': data.resourceSpans.length, spans: countSpans(data) });
        if (config.verbosity === 'Normal') write(normalTraces(data), {});
        if (config.verbosity === 'Detailed') write(detailedTraces(data), {});
        return undefined;
      },
    },
  };
}

function writer(
  config: DebugConfig,
  context: ComponentContext,
): (message: string, fields: LogFields) => void {
  if (config.use_internal_logger) {
    const logger = context.logger.with({ 'otelcol.signal': 'traces' });
    return (message, fields) => logger.log('info', message, fields);
  }
  const streams = (config.output_paths ?? ['stdout']).map(
    (path): LogStream => (path === 'stderr' ? 'stderr' : 'stdout'),
  );
  return (message, fields) => {
    for (const stream of streams) context.print(formatEntry(message, fields), stream);
  };
}
