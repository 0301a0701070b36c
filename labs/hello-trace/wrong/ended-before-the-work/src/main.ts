import { trace } from '@opentelemetry/api';
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

await tracer.startActiveSpan('hello-world', async (span) => {
  const result = tracer.startActiveSpan('do-something', (child) => {
    const promise = work();
    child.end();
    return promise;
  });
  console.log(await result);
  span.end();
});

// Sends what the processor still holds, then closes it.
await provider.shutdown();
