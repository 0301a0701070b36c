/**
 * A program of its own that exports with the real SDK: `export-signals.ts traces|metrics|logs json|protobuf|grpc
 * none|gzip URL COUNT`. Prints what each export came to, a line each, and a last line.
 */
import { SeverityNumber } from '@opentelemetry/api-logs';
import { type ExportResult, ExportResultCode } from '@opentelemetry/core';
import { OTLPLogExporter as JsonLogExporter } from '@opentelemetry/exporter-logs-otlp-http';
import { OTLPLogExporter as ProtobufLogExporter } from '@opentelemetry/exporter-logs-otlp-proto';
import { OTLPMetricExporter as JsonMetricExporter } from '@opentelemetry/exporter-metrics-otlp-http';
import { OTLPMetricExporter as ProtobufMetricExporter } from '@opentelemetry/exporter-metrics-otlp-proto';
import { OTLPTraceExporter as GrpcTraceExporter } from '@opentelemetry/exporter-trace-otlp-grpc';
import { OTLPTraceExporter as JsonTraceExporter } from '@opentelemetry/exporter-trace-otlp-http';
import { OTLPTraceExporter as ProtobufTraceExporter } from '@opentelemetry/exporter-trace-otlp-proto';
import { resourceFromAttributes } from '@opentelemetry/resources';
import { BatchLogRecordProcessor, LoggerProvider } from '@opentelemetry/sdk-logs';
import { MeterProvider, PeriodicExportingMetricReader } from '@opentelemetry/sdk-metrics';
import { BasicTracerProvider, BatchSpanProcessor } from '@opentelemetry/sdk-trace-base';

const [signal = '', encoding = '', compression = 'none', url = '', countText = '1'] = process.argv.slice(2);
const count = Number(countText);
const resource = resourceFromAttributes({ 'service.name': 'another-process', 'process.instance': 7 });
// The names of the enumeration's values; the package doesn't export it.
const options = { url, compression: compression as never, timeoutMillis: 5000 };

/** The exporter, which says what became of every export. */
function reporting<T, E extends { export(data: T, done: (result: ExportResult) => void): void }>(
  exporter: E,
): E {
  const send = exporter.export.bind(exporter);
  exporter.export = (data, done) =>
    send(data, (result) => {
      console.log(result.code === ExportResultCode.SUCCESS ? 'success' : `failed: ${result.error?.message}`);
      done(result);
    });
  return exporter;
}

async function traces(): Promise<void> {
  const Exporter = { json: JsonTraceExporter, protobuf: ProtobufTraceExporter, grpc: GrpcTraceExporter }[
    encoding
  ];
  if (Exporter === undefined) throw new Error(`no exporter for ${encoding}`);
  const processor = new BatchSpanProcessor(reporting(new Exporter(options) as JsonTraceExporter));
  const provider = new BasicTracerProvider({ resource, spanProcessors: [processor] });
  const tracer = provider.getTracer('export-signals', '1.0');
  for (let index = 0; index < count; index += 1) {
    const span = tracer.startSpan(`span ${index}`, { attributes: { index, encoding, ratio: 0.5 } });
    span.addEvent('happened', { list: ['a', 'b'] });
    span.setStatus({ code: 2, message: 'went wrong' });
    span.end();
  }
  await provider.shutdown();
}

async function metrics(): Promise<void> {
  const Exporter = encoding === 'json' ? JsonMetricExporter : ProtobufMetricExporter;
  const exporter = reporting(new Exporter(options));
  const reader = new PeriodicExportingMetricReader({ exporter, exportIntervalMillis: 3_600_000 });
  const meter = new MeterProvider({ resource, readers: [reader] }).getMeter('export-signals', '1.0');
  for (let index = 0; index < count; index += 1) {
    meter.createCounter('orders', { unit: '{order}' }).add(1, { index });
    meter.createHistogram('latency', { unit: 'ms' }).record(index * 10);
  }
  await reader.shutdown();
}

async function logs(): Promise<void> {
  const Exporter = encoding === 'json' ? JsonLogExporter : ProtobufLogExporter;
  const processor = new BatchLogRecordProcessor({ exporter: reporting(new Exporter(options)) });
  const provider = new LoggerProvider({ resource, processors: [processor] });
  const logger = provider.getLogger('export-signals', '1.0');
  for (let index = 0; index < count; index += 1) {
    logger.emit({
      severityNumber: SeverityNumber.WARN,
      severityText: 'WARN',
      body: `line ${index}`,
      attributes: { index, encoding },
    });
  }
  await provider.shutdown();
}

// What failed has been said.
await new Map(Object.entries({ traces, metrics, logs }))
  .get(signal)?.()
  .catch(() => undefined);
console.log('done');
