import { dataPointsOf } from '../../otlp/items.ts';
import type { AnyValue, Attributes, InstrumentationScope, Resource } from '../../otlp/model.ts';
import type { CarriedSignal, SignalData } from './consumer.ts';

/** What each takes on the wire besides its texts, attributes and lists. */
const SPAN = 60;
const EVENT = 20;
const LINK = 45;
const METRIC = 16;
const POINT = 32;
const EXEMPLAR = 50;
const LOG_RECORD = 45;
const NUMBER = 8;
/** Tags and lengths around a key and its value. */
const PAIR = 8;
/** Most numbers of profiles are small indices. */
const INDEX = 2;

/**
 * About the bytes that data has as protobuf, for `memory.hold`. Whatever a client can make large is counted, as the
 * limits of memory rest on this; it costs a small part of what encoding would.
 */
export function approximateBytes<S extends CarriedSignal>(signal: S, data: SignalData[S]): number {
  if (signal === 'traces') return bytesOfTraces(data as SignalData['traces']);
  if (signal === 'metrics') return bytesOfMetrics(data as SignalData['metrics']);
  if (signal === 'logs') return bytesOfLogs(data as SignalData['logs']);
  return bytesOfMessage(data);
}

function bytesOfTraces({ resourceSpans }: SignalData['traces']): number {
  let bytes = 0;
  for (const { resource, scopeSpans, schemaUrl } of resourceSpans) {
    bytes += bytesOfResource(resource, schemaUrl);
    for (const { scope, spans, schemaUrl: scopeUrl } of scopeSpans) {
      bytes += bytesOfScope(scope, scopeUrl);
      for (const span of spans) {
        bytes += SPAN + span.name.length + span.traceState.length + span.status.message.length;
        bytes += bytesOfAttributes(span.attributes);
        for (const event of span.events)
          bytes += EVENT + event.name.length + bytesOfAttributes(event.attributes);
        for (const link of span.links)
          bytes += LINK + link.traceState.length + bytesOfAttributes(link.attributes);
      }
    }
  }
  return bytes;
}

function bytesOfMetrics({ resourceMetrics }: SignalData['metrics']): number {
  let bytes = 0;
  for (const { resource, scopeMetrics, schemaUrl } of resourceMetrics) {
    bytes += bytesOfResource(resource, schemaUrl);
    for (const { scope, metrics, schemaUrl: scopeUrl } of scopeMetrics) {
      bytes += bytesOfScope(scope, scopeUrl);
      for (const metric of metrics) {
        bytes += METRIC + metric.name.length + metric.description.length + metric.unit.length;
        bytes += bytesOfAttributes(metric.metadata);
        for (const point of dataPointsOf(metric)) bytes += bytesOfPoint(point);
      }
    }
  }
  return bytes;
}

function bytesOfPoint(point: ReturnType<typeof dataPointsOf>[number]): number {
  let bytes = POINT + bytesOfAttributes(point.attributes);
  if ('bucketCounts' in point) bytes += (point.bucketCounts.length + point.explicitBounds.length) * NUMBER;
  else if ('positive' in point)
    bytes += (point.positive.bucketCounts.length + point.negative.bucketCounts.length) * INDEX;
  else if ('quantileValues' in point) bytes += point.quantileValues.length * 2 * NUMBER;
  if (!('exemplars' in point)) return bytes;
  for (const { filteredAttributes } of point.exemplars)
    bytes += EXEMPLAR + bytesOfAttributes(filteredAttributes);
  return bytes;
}

function bytesOfLogs({ resourceLogs }: SignalData['logs']): number {
  let bytes = 0;
  for (const { resource, scopeLogs, schemaUrl } of resourceLogs) {
    bytes += bytesOfResource(resource, schemaUrl);
    for (const { scope, logRecords, schemaUrl: scopeUrl } of scopeLogs) {
      bytes += bytesOfScope(scope, scopeUrl);
      for (const { attributes, body, severityText, eventName } of logRecords) {
        bytes += LOG_RECORD + severityText.length + eventName.length;
        bytes += bytesOfValue(body) + bytesOfAttributes(attributes);
      }
    }
  }
  return bytes;
}

function bytesOfResource({ attributes }: Resource, schemaUrl: string): number {
  return schemaUrl.length + bytesOfAttributes(attributes);
}

function bytesOfScope({ name, version, attributes }: InstrumentationScope, schemaUrl: string): number {
  return name.length + version.length + schemaUrl.length + bytesOfAttributes(attributes);
}

function bytesOfAttributes(attributes: Attributes): number {
  let bytes = 0;
  for (const [key, value] of attributes) bytes += PAIR + key.length + bytesOfValue(value);
  return bytes;
}

function bytesOfValue(value: AnyValue): number {
  if (typeof value === 'string') return value.length;
  if (value === null || typeof value !== 'object') return NUMBER;
  if (value instanceof Uint8Array) return value.length;
  if (!Array.isArray(value)) return bytesOfAttributes(value);
  let bytes = 0;
  for (const item of value) bytes += INDEX + bytesOfValue(item);
  return bytes;
}

/** Profiles: tables, and numbers that lead into them. */
function bytesOfMessage(message: unknown): number {
  if (typeof message === 'string' || message instanceof Uint8Array) return INDEX + message.length;
  if (typeof message === 'bigint') return NUMBER;
  if (message === null || typeof message !== 'object') return INDEX;
  let bytes = 0;
  for (const part of Array.isArray(message) ? message : Object.values(message)) bytes += bytesOfMessage(part);
  return bytes;
}
