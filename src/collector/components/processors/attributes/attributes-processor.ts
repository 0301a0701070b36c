import { dataPointsOf } from '../../../../otlp/items.ts';
import type { LogRecord, Metric, Span } from '../../../../otlp/model.ts';
import type { Processor } from '../../../pipeline/component.ts';
import type { Consumer } from '../../../pipeline/consumer.ts';
import type { AttributeActions } from '../attribute-actions/compile-actions.ts';
import type { Selection } from '../match-properties/item-matcher.ts';

/** Changes the attributes of the spans that are selected. */
export function changeTraces(
  actions: AttributeActions,
  selected: Selection<Span> | undefined,
  next: Consumer<'traces'>,
): Processor<'traces'> {
  return {
    mutatesData: true,
    async consume(data, consumed) {
      for (const { resource, scopeSpans } of data.resourceSpans) {
        for (const { scope, spans } of scopeSpans) {
          for (const span of spans) {
            if (selected === undefined || selected(span, resource, scope)) actions(span.attributes, consumed);
          }
        }
      }
      return next.consume(data, consumed);
    },
  };
}

/** Changes the attributes of the log records that are selected. */
export function changeLogs(
  actions: AttributeActions,
  selected: Selection<LogRecord> | undefined,
  next: Consumer<'logs'>,
): Processor<'logs'> {
  return {
    mutatesData: true,
    async consume(data, consumed) {
      for (const { resource, scopeLogs } of data.resourceLogs) {
        for (const { scope, logRecords } of scopeLogs) {
          for (const record of logRecords) {
            if (selected === undefined || selected(record, resource, scope)) {
              actions(record.attributes, consumed);
            }
          }
        }
      }
      return next.consume(data, consumed);
    },
  };
}

/** Changes the attributes of all data points of the metrics that are selected. */
export function changeMetrics(
  actions: AttributeActions,
  selected: Selection<Metric> | undefined,
  next: Consumer<'metrics'>,
): Processor<'metrics'> {
  return {
    mutatesData: true,
    async consume(data, consumed) {
      for (const { resource, scopeMetrics } of data.resourceMetrics) {
        for (const { scope, metrics } of scopeMetrics) {
          for (const metric of metrics) {
            if (selected !== undefined && !selected(metric, resource, scope)) continue;
            for (const point of dataPointsOf(metric)) actions(point.attributes, consumed);
          }
        }
      }
      return next.consume(data, consumed);
    },
  };
}
