import { ROOT_CONTEXT, trace, ValueType } from '@opentelemetry/api';
import { SeverityNumber } from '@opentelemetry/api-logs';
import {
  JsonLogsSerializer,
  JsonMetricsSerializer,
  ProtobufLogsSerializer,
  ProtobufMetricsSerializer,
} from '@opentelemetry/otlp-transformer';
import { resourceFromAttributes } from '@opentelemetry/resources';
import {
  InMemoryLogRecordExporter,
  LoggerProvider,
  type ReadableLogRecord,
  SimpleLogRecordProcessor,
} from '@opentelemetry/sdk-logs';
import {
  AggregationTemporality,
  AggregationType,
  MeterProvider,
  MetricReader,
  type ResourceMetrics,
} from '@opentelemetry/sdk-metrics';
import { describe, expect, it } from 'vitest';
import { equalData } from './equal-messages.ts';
import { decodeRequest, encodeRequest } from './export-request.ts';
import type { LogsData, MetricsData } from './model.ts';

class OnDemandReader extends MetricReader {
  protected async onShutdown(): Promise<void> {}
  protected async onForceFlush(): Promise<void> {}
}

/** All instruments of the SDK, aggregated in all the ways it has. */
async function realMetrics(temporality: AggregationTemporality): Promise<ResourceMetrics> {
  const reader = new OnDemandReader({ aggregationTemporalitySelector: () => temporality });
  const provider = new MeterProvider({
    resource: resourceFromAttributes({ 'service.name': 'shop' }),
    readers: [reader],
    views: [
      { instrumentName: 'fine', aggregation: { type: AggregationType.EXPONENTIAL_HISTOGRAM } },
      {
        instrumentName: 'coarse',
        aggregation: {
          type: AggregationType.EXPLICIT_BUCKET_HISTOGRAM,
          options: { boundaries: [1, 10, 100] },
        },
      },
    ],
  });
  const meter = provider.getMeter('checkout', '1.0.0', { schemaUrl: 'https://schema/1' });
  const orders = meter.createCounter('orders', {
    description: 'how many',
    unit: '{order}',
    valueType: ValueType.INT,
  });
  orders.add(3, { kind: 'new' });
  orders.add(4, { kind: 'repeat', nested: ['a', 'b'] });
  meter.createUpDownCounter('open').add(-2.5);
  meter.createObservableGauge('load').addCallback((result) => result.observe(0.75, { core: 1 }));
  for (const name of ['fine', 'coarse']) {
    const histogram = meter.createHistogram(name, { unit: 'ms' });
    for (const value of [0, 0.3, 5, 55.5, 1234, 1e9]) histogram.record(value, { route: '/' });
  }
  const { resourceMetrics, errors } = await reader.collect();
  expect(errors).toEqual([]);
  await provider.shutdown();
  return resourceMetrics;
}

describe.each([
  ['cumulative', AggregationTemporality.CUMULATIVE],
  ['delta', AggregationTemporality.DELTA],
] as const)('%s metrics of the JS SDK', (_, temporality) => {
  it('are read from protobuf and JSON alike, whole, and written so that they are read again', async () => {
    const metrics = await realMetrics(temporality);
    const viaProtobuf = decodeRequest(
      'metrics',
      ProtobufMetricsSerializer.serializeRequest(metrics)!,
      'protobuf',
    );
    const viaJson = decodeRequest('metrics', JsonMetricsSerializer.serializeRequest(metrics)!, 'json');
    expect(equalData('metrics', viaJson, viaProtobuf)).toBe(true);
    expect(summary(viaProtobuf)).toEqual([
      ['fine', 'exponentialHistogram', [6n]],
      ['coarse', 'histogram', [6n]],
      ['orders', 'sum', [3n, 4n]],
      ['open', 'sum', [-2.5]],
      ['load', 'gauge', [0.75]],
    ]);
    for (const encoding of ['json', 'protobuf'] as const) {
      const again = decodeRequest('metrics', encodeRequest('metrics', viaProtobuf, encoding), encoding);
      expect(equalData('metrics', again, viaProtobuf)).toBe(true);
    }
    const { histogram } = named(viaProtobuf, 'coarse');
    expect(histogram?.dataPoints[0]).toMatchObject({
      bucketCounts: [2n, 1n, 1n, 2n],
      explicitBounds: [1, 10, 100],
      sum: 1_000_001_294.8,
      min: 0,
      max: 1e9,
    });
    expect(histogram?.aggregationTemporality).toBe(temporality === AggregationTemporality.DELTA ? 1 : 2);
    expect(named(viaProtobuf, 'fine').exponentialHistogram?.dataPoints[0]?.zeroCount).toBe(1n);
    expect(viaProtobuf.resourceMetrics[0]?.scopeMetrics[0]?.schemaUrl).toBe('https://schema/1');
  });
});

describe('logs of the JS SDK', () => {
  it('are read from protobuf and JSON alike, whole', () => {
    const records = realLogs();
    const viaProtobuf = decodeRequest('logs', ProtobufLogsSerializer.serializeRequest(records)!, 'protobuf');
    const viaJson = decodeRequest('logs', JsonLogsSerializer.serializeRequest(records)!, 'json');
    expect(equalData('logs', viaJson, viaProtobuf)).toBe(true);
    const [first, second] = recordsOf(viaProtobuf);
    expect(first).toMatchObject({
      timeUnixNano: 1_700_000_000_123_000_000n,
      severityNumber: 17,
      severityText: 'ERROR',
      body: 'card refused',
      traceId: 'a'.repeat(32),
      spanId: 'b'.repeat(16),
      flags: 1,
      eventName: 'payment.failed',
    });
    expect(first?.attributes).toEqual(
      new Map<string, unknown>([
        ['amount', 12n],
        ['nested', new Map<string, unknown>([['list', [1n, 'two', 3.5]]])],
      ]),
    );
    expect(second).toMatchObject({ body: new Map([['structured', true]]), traceId: '', spanId: '' });
    const again = decodeRequest('logs', encodeRequest('logs', viaProtobuf, 'protobuf'), 'protobuf');
    expect(equalData('logs', again, viaProtobuf)).toBe(true);
  });
});

function realLogs(): ReadableLogRecord[] {
  const exporter = new InMemoryLogRecordExporter();
  const provider = new LoggerProvider({
    resource: resourceFromAttributes({ 'service.name': 'shop' }),
    processors: [new SimpleLogRecordProcessor({ exporter })],
  });
  const logger = provider.getLogger('payments', '2.0.0');
  const context = trace.setSpanContext(ROOT_CONTEXT, {
    traceId: 'a'.repeat(32),
    spanId: 'b'.repeat(16),
    traceFlags: 1,
  });
  logger.emit({
    timestamp: [1_700_000_000, 123_000_000],
    severityNumber: SeverityNumber.ERROR,
    severityText: 'ERROR',
    body: 'card refused',
    eventName: 'payment.failed',
    attributes: { amount: 12, nested: { list: [1, 'two', 3.5] } },
    context,
  });
  logger.emit({ body: { structured: true } });
  return exporter.getFinishedLogRecords();
}

function recordsOf(data: LogsData) {
  return data.resourceLogs.flatMap(({ scopeLogs }) => scopeLogs.flatMap(({ logRecords }) => logRecords));
}

function metricsOf(data: MetricsData) {
  return data.resourceMetrics.flatMap(({ scopeMetrics }) => scopeMetrics.flatMap(({ metrics }) => metrics));
}

function named(data: MetricsData, name: string) {
  const metric = metricsOf(data).find((each) => each.name === name);
  if (metric === undefined) throw new Error(`no metric ${name}`);
  return metric;
}

/** Name, kind and values (counts of histograms) of every metric. */
function summary(data: MetricsData): unknown[] {
  return metricsOf(data).map((metric) => {
    const numbers = metric.gauge ?? metric.sum;
    const kind = (['gauge', 'sum', 'histogram', 'exponentialHistogram', 'summary'] as const).find(
      (each) => metric[each] !== undefined,
    );
    const values =
      numbers?.dataPoints.map(({ asInt, asDouble }) => asInt ?? asDouble) ??
      (metric.histogram ?? metric.exponentialHistogram)?.dataPoints.map(({ count }) => count);
    return [metric.name, kind, values];
  });
}
