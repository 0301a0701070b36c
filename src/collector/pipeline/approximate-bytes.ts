import { dataPointsOf } from '../../otlp/items.ts';
import type { CarriedSignal, SignalData } from './consumer.ts';
import { signals } from './signals.ts';

/** What items take on the wire besides their texts and attributes. */
const ITEM = { traces: 60, metrics: 30, logs: 40, profiles: 40 } as const;
const ATTRIBUTE = 32;
const EVENT = 40;

/**
 * About the bytes that data has as protobuf, for `memory.hold`: from the number of its parts, without looking into
 * each, as this is asked for all data that is held.
 */
export function approximateBytes<S extends CarriedSignal>(signal: S, data: SignalData[S]): number {
  if (signal === 'traces') return bytesOfTraces(data as SignalData['traces']);
  if (signal === 'metrics') return bytesOfMetrics(data as SignalData['metrics']);
  if (signal === 'logs') return bytesOfLogs(data as SignalData['logs']);
  return signals[signal].count(data) * ITEM.profiles;
}

function bytesOfTraces({ resourceSpans }: SignalData['traces']): number {
  let bytes = 0;
  for (const { resource, scopeSpans } of resourceSpans) {
    bytes += resource.attributes.size * ATTRIBUTE;
    for (const { spans } of scopeSpans) {
      for (const span of spans) {
        bytes += ITEM.traces + span.name.length + span.attributes.size * ATTRIBUTE;
        bytes += (span.events.length + span.links.length) * EVENT;
      }
    }
  }
  return bytes;
}

function bytesOfMetrics({ resourceMetrics }: SignalData['metrics']): number {
  let bytes = 0;
  for (const { resource, scopeMetrics } of resourceMetrics) {
    bytes += resource.attributes.size * ATTRIBUTE;
    for (const { metrics } of scopeMetrics) {
      for (const metric of metrics) {
        bytes += metric.name.length + metric.description.length;
        for (const point of dataPointsOf(metric)) bytes += ITEM.metrics + point.attributes.size * ATTRIBUTE;
      }
    }
  }
  return bytes;
}

function bytesOfLogs({ resourceLogs }: SignalData['logs']): number {
  let bytes = 0;
  for (const { resource, scopeLogs } of resourceLogs) {
    bytes += resource.attributes.size * ATTRIBUTE;
    for (const { logRecords } of scopeLogs) {
      for (const { attributes, body } of logRecords) {
        bytes += ITEM.logs + attributes.size * ATTRIBUTE + (typeof body === 'string' ? body.length : 0);
      }
    }
  }
  return bytes;
}
