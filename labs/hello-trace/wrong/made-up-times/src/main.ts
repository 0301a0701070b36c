import { context, trace } from '@opentelemetry/api';
import { AsyncLocalStorageContextManager } from '@opentelemetry/context-async-hooks';
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http';
import { resourceFromAttributes } from '@opentelemetry/resources';
import { BatchSpanProcessor, WebTracerProvider } from '@opentelemetry/sdk-trace-web';
import { work } from './work.ts';

// The provider makes tracers; its processor collects finished spans and sends them to localhost:4318.
const provider = new WebTracerProvider({
  resource: resourceFromAttributes({ 'service.name': 'hello-trace' }),
  spanProcessors: [new BatchSpanProcessor(new OTLPTraceExporter())],
});
provider.register({ contextManager: new AsyncLocalStorageContextManager() });

const tracer = trace.getTracer('first-lab');

console.log(await work());
const start = Date.now();
const span = tracer.startSpan('hello-world', { startTime: start });
const child = tracer.startSpan(
  'do-something',
  { startTime: start + 1 },
  trace.setSpan(context.active(), span),
);
child.end(start + 11);
span.end(start + 12);

// Sends what the processor still holds, then closes it.
await provider.shutdown();
