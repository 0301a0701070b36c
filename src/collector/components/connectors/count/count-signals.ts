/** The walks over the data of each signal, with what is counted on the way. */
import { dataPointsOf } from '../../../ottl/contexts/data-points.ts';
import { attributesOf } from '../../../ottl/contexts/profile-attributes.ts';
import {
  DataPointContext,
  LogContext,
  MetricContext,
  ProfileContext,
  SpanContext,
  SpanEventContext,
} from '../../../ottl/contexts/transform-context.ts';
import { OttlError } from '../../../ottl/ottl-error.ts';
import type { CountData } from './count-connector.ts';
import type { Counter } from './counter.ts';

export function countTraces(): CountData<'traces'> {
  const spanContext = new SpanContext();
  const eventContext = new SpanEventContext();
  return (data, sink, consumed) => {
    for (const each of [spanContext, eventContext]) each.begin(consumed);
    for (const resourceSpans of data.resourceSpans) {
      const { resource } = resourceSpans;
      const [spans, events] = sink.begin(resource, ['span', 'spanevent']) as [Counter, Counter];
      for (const scopeSpans of resourceSpans.scopeSpans) {
        const { attributes } = scopeSpans.scope;
        for (const span of scopeSpans.spans) {
          spans.see(span.startTimeUnixNano);
          spans.see(span.endTimeUnixNano);
          const context = spanContext.enterSpan(resourceSpans, scopeSpans, span);
          spans.add(context, span.attributes, attributes, resource.attributes);
          for (const event of span.events) {
            events.see(event.timeUnixNano);
            const inEvent = eventContext.enterSpanEvent(resourceSpans, scopeSpans, span, event);
            events.add(inEvent, event.attributes, attributes, resource.attributes);
          }
        }
      }
    }
  };
}

const NO_ATTRIBUTES = new Map();

export function countMetrics(): CountData<'metrics'> {
  const metricContext = new MetricContext();
  const pointContext = new DataPointContext();
  return (data, sink, consumed) => {
    for (const each of [metricContext, pointContext]) each.begin(consumed);
    for (const resourceMetrics of data.resourceMetrics) {
      const { resource } = resourceMetrics;
      const [metrics, points] = sink.begin(resource, ['metric', 'datapoint']) as [Counter, Counter];
      for (const scopeMetrics of resourceMetrics.scopeMetrics) {
        const { attributes } = scopeMetrics.scope;
        for (const metric of scopeMetrics.metrics) {
          const context = metricContext.enterMetric(resourceMetrics, scopeMetrics, metric);
          metrics.add(context, NO_ATTRIBUTES, attributes, resource.attributes);
          const found = dataPointsOf(metric);
          if (found === undefined) {
            sink.errors.push(`metric ${JSON.stringify(metric.name)}: invalid metric type: Empty`);
            continue;
          }
          for (const point of found.points) {
            points.see(point.timeUnixNano);
            const inPoint = pointContext.enterDataPoint(
              resourceMetrics,
              scopeMetrics,
              metric,
              found.kind,
              point,
            );
            points.add(inPoint, point.attributes, attributes, resource.attributes);
          }
        }
      }
    }
  };
}

export function countLogs(): CountData<'logs'> {
  const logContext = new LogContext();
  return (data, sink, consumed) => {
    logContext.begin(consumed);
    for (const resourceLogs of data.resourceLogs) {
      const { resource } = resourceLogs;
      const [logs] = sink.begin(resource, ['log']) as [Counter];
      for (const scopeLogs of resourceLogs.scopeLogs) {
        for (const record of scopeLogs.logRecords) {
          logs.see(record.timeUnixNano);
          const context = logContext.enterLog(resourceLogs, scopeLogs, record);
          logs.add(context, record.attributes, scopeLogs.scope.attributes, resource.attributes);
        }
      }
    }
  };
}

export function countProfiles(): CountData<'profiles'> {
  const profileContext = new ProfileContext();
  return (data, sink, consumed) => {
    profileContext.begin(consumed);
    for (const resourceProfiles of data.resourceProfiles) {
      const { resource } = resourceProfiles;
      const [profiles] = sink.begin(resource, ['profile']) as [Counter];
      for (const scopeProfiles of resourceProfiles.scopeProfiles) {
        for (const profile of scopeProfiles.profiles) {
          profiles.see(profile.timeUnixNano);
          const context = profileContext.enterProfile(
            resourceProfiles,
            scopeProfiles,
            profile,
            data.dictionary,
          );
          try {
            profiles.add(context, attributesOf(context), scopeProfiles.scope.attributes, resource.attributes);
          } catch (error) {
            if (!(error instanceof OttlError)) throw error;
            sink.errors.push(error.message);
          }
        }
      }
    }
  };
}
