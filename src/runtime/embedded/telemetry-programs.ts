/** Programs for tests: all three signals, as a lab of either line of the SDK sends them. */
import type { PackageSetName } from '../packages/package-sets.ts';

export type Encoding = 'http' | 'proto';

/** Times and identifiers differ from run to run; everything else a program sends is the same each time. */
export function telemetryProgram(set: PackageSetName, encoding: Encoding): string {
  const logsFrom = set === '2.x' ? '@opentelemetry/api-logs' : '@opentelemetry/api';
  const traceSdk = set === '2.x' ? '@opentelemetry/sdk-trace-base' : '@opentelemetry/sdk-trace';
  const tracing =
    set === '2.x'
      ? `import { WebTracerProvider } from '@opentelemetry/sdk-trace-web';
const tracers = new WebTracerProvider({ resource, spanProcessors: [new BatchSpanProcessor(new OTLPTraceExporter())] });
tracers.register({ contextManager: new AsyncLocalStorageContextManager() });`
      : `import { TracerProvider } from '@opentelemetry/sdk-trace';
const tracers = new TracerProvider({ resource, spanProcessors: [new BatchSpanProcessor({ exporter: new OTLPTraceExporter() })] });
context.setGlobalContextManager(new AsyncLocalStorageContextManager());
propagation.setGlobalPropagator(new W3CTraceContextPropagator());
trace.setGlobalTracerProvider(tracers);`;
  return `
import { context, metrics, propagation, SpanKind, SpanStatusCode, trace } from '@opentelemetry/api';
import { logs, SeverityNumber } from '${logsFrom}';
import { AsyncLocalStorageContextManager } from '@opentelemetry/context-async-hooks';
import { W3CTraceContextPropagator } from '@opentelemetry/core';
import { OTLPLogExporter } from '@opentelemetry/exporter-logs-otlp-${encoding}';
import { OTLPMetricExporter } from '@opentelemetry/exporter-metrics-otlp-${encoding}';
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-${encoding}';
import { resourceFromAttributes } from '@opentelemetry/resources';
import { BatchLogRecordProcessor, LoggerProvider } from '@opentelemetry/sdk-logs';
import { AggregationType, MeterProvider, PeriodicExportingMetricReader } from '@opentelemetry/sdk-metrics';
import { BatchSpanProcessor } from '${traceSdk}';
import { ATTR_SERVICE_NAME, ATTR_URL_PATH } from '@opentelemetry/semantic-conventions';
import { ATTR_PEER_SERVICE } from '@opentelemetry/semantic-conventions/incubating';

const resource = resourceFromAttributes({ [ATTR_SERVICE_NAME]: 'signals', lucky: [3, 7], when: Promise.resolve('later') });
${tracing}
const meters = new MeterProvider({
  resource,
  readers: [new PeriodicExportingMetricReader({ exporter: new OTLPMetricExporter(), exportIntervalMillis: 60_000 })],
  views: [{ instrumentName: 'exp', aggregation: { type: AggregationType.EXPONENTIAL_HISTOGRAM } }],
});
metrics.setGlobalMeterProvider(meters);
const loggers = new LoggerProvider({ resource, processors: [new BatchLogRecordProcessor({ exporter: new OTLPLogExporter() })] });
logs.setGlobalLoggerProvider(loggers);

const tracer = trace.getTracer('signals', '1.2.3');
const meter = metrics.getMeter('signals', '4.5.6');
const logger = logs.getLogger('signals', '7.8.9');
const orders = meter.createCounter('orders', { unit: '{order}', description: 'Orders taken' });
const size = meter.createHistogram('size', { unit: 'By' });
const exp = meter.createHistogram('exp');
const open = meter.createUpDownCounter('open');
meter.createObservableGauge('depth').addCallback((result) => result.observe(4.25, { queue: 'a' }));
let same = true;

await tracer.startActiveSpan('outer', { kind: SpanKind.SERVER, attributes: { [ATTR_URL_PATH]: '/ü', ratio: 0.5, big: 9007199254740991, list: ['a', 'b'] } }, async (outer) => {
  await new Promise((resolve) => setTimeout(resolve, 2));
  orders.add(2, { kind: 'small' }); orders.add(1, { kind: 'large' });
  for (const value of [1, 10, 100, 1000]) { size.record(value); exp.record(value); }
  open.add(3); open.add(-1);
  await Promise.all(['one', 'two'].map((name) => tracer.startActiveSpan(name, { kind: SpanKind.CLIENT, attributes: { [ATTR_PEER_SERVICE]: name } }, async (span) => {
    await null;
    same &&= trace.getActiveSpan() === span;
    span.addEvent('event', { n: 1 });
    if (name === 'two') { span.setStatus({ code: SpanStatusCode.ERROR, message: 'no' }); }
    logger.emit({ severityNumber: SeverityNumber.WARN, severityText: 'WARN', body: { said: name, parts: [1, true, null] }, attributes: { name } });
    span.end();
  })));
  outer.end();
});
logger.emit({ severityNumber: SeverityNumber.INFO, body: 'outside' });
await Promise.all([tracers.shutdown(), meters.shutdown(), loggers.shutdown()]);
console.log('sent', same);
`;
}
