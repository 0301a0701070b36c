/**
 * A program of its own that exports spans with the real SDK: `export-spans.ts URL json|protobuf none|gzip COUNT`.
 * Prints what each export came to.
 */
import { ExportResultCode } from '@opentelemetry/core';
import { OTLPTraceExporter as JsonExporter } from '@opentelemetry/exporter-trace-otlp-http';
import { OTLPTraceExporter as ProtobufExporter } from '@opentelemetry/exporter-trace-otlp-proto';
import { resourceFromAttributes } from '@opentelemetry/resources';
import {
  BasicTracerProvider,
  InMemorySpanExporter,
  SimpleSpanProcessor,
} from '@opentelemetry/sdk-trace-base';

const [url = '', encoding = 'json', compression = 'none', count = '1'] = process.argv.slice(2);

const memory = new InMemorySpanExporter();
const provider = new BasicTracerProvider({
  resource: resourceFromAttributes({ 'service.name': 'another-process' }),
  spanProcessors: [new SimpleSpanProcessor(memory)],
});
const tracer = provider.getTracer('export-spans', '1.0');
for (let index = 0; index < Number(count); index++) {
  const span = tracer.startSpan(`span ${index}`, { attributes: { index, encoding, ratio: 0.5 } });
  span.addEvent('happened');
  span.end();
}

const Exporter = encoding === 'protobuf' ? ProtobufExporter : JsonExporter;
// The names of the enumeration's values; the package doesn't export it.
const exporter = new Exporter({ url, compression: compression as never, timeoutMillis: 5000 });
const result = await new Promise<{ code: ExportResultCode; error?: Error }>((resolve) =>
  exporter.export(memory.getFinishedSpans(), resolve),
);
console.log(result.code === ExportResultCode.SUCCESS ? 'success' : `failed: ${result.error?.message}`);
await exporter.shutdown();
