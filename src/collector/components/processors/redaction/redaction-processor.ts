import { dataPointsOf } from '../../../../otlp/items.ts';
import type { ComponentContext, Processor } from '../../../pipeline/component.ts';
import type { CarriedSignal, Consumer, SignalData } from '../../../pipeline/consumer.ts';
import type { RedactionConfig } from './config.ts';
import { Redaction } from './redaction.ts';

export function redactTraces(
  config: RedactionConfig,
  { logger }: ComponentContext,
  next: Consumer<'traces'>,
): Processor<'traces'> {
  const redaction = new Redaction(config, logger, false);
  return redacting(next, ({ resourceSpans }) => {
    for (const { resource, scopeSpans } of resourceSpans) {
      redaction.attributes(resource.attributes);
      for (const { scope, spans } of scopeSpans) {
        redaction.attributes(scope.attributes);
        for (const span of spans) {
          redaction.attributes(span.attributes);
          for (const event of span.events) redaction.attributes(event.attributes);
          redaction.spanName(span);
        }
      }
    }
  });
}

export function redactMetrics(
  config: RedactionConfig,
  { logger }: ComponentContext,
  next: Consumer<'metrics'>,
): Processor<'metrics'> {
  const redaction = new Redaction(config, logger, false);
  return redacting(next, ({ resourceMetrics }) => {
    for (const { resource, scopeMetrics } of resourceMetrics) {
      redaction.attributes(resource.attributes);
      for (const { scope, metrics } of scopeMetrics) {
        redaction.attributes(scope.attributes);
        for (const metric of metrics) {
          for (const point of dataPointsOf(metric)) redaction.attributes(point.attributes);
        }
      }
    }
  });
}

/** Log records don't say whose query a text is, so that those of any database are looked for. */
export function redactLogs(
  config: RedactionConfig,
  { logger }: ComponentContext,
  next: Consumer<'logs'>,
): Processor<'logs'> {
  const redaction = new Redaction(config, logger, true);
  return redacting(next, ({ resourceLogs }) => {
    for (const { resource, scopeLogs } of resourceLogs) {
      redaction.attributes(resource.attributes);
      for (const { scope, logRecords } of scopeLogs) {
        redaction.attributes(scope.attributes);
        for (const record of logRecords) {
          redaction.attributes(record.attributes);
          redaction.body(record);
        }
      }
    }
  });
}

function redacting<S extends CarriedSignal>(
  next: Consumer<S>,
  redact: (data: SignalData[S]) => void,
): Processor<S> {
  return {
    mutatesData: true,
    async consume(data, context) {
      redact(data);
      return next.consume(data, context);
    },
  };
}
