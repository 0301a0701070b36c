import { trace } from '@opentelemetry/api';
import { AsyncLocalStorageContextManager } from '@opentelemetry/context-async-hooks';
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http';
import { resourceFromAttributes } from '@opentelemetry/resources';
import { BatchSpanProcessor, WebTracerProvider } from '@opentelemetry/sdk-trace-web';
import { work } from './work.ts';

// The provider makes tracers; its processor collects finished spans and sends them to localhost:4318.
const provider = new WebTracerProvider({
  // Step 1: say who is speaking. Add 'service.name': 'hello-trace' between the braces.
  resource: resourceFromAttributes({}),
  spanProcessors: [new BatchSpanProcessor(new OTLPTraceExporter())],
});
provider.register({ contextManager: new AsyncLocalStorageContextManager() });

const tracer = trace.getTracer('first-lab');

// Step 2: this span covers the whole program. Name it hello-world.
await tracer.startActiveSpan('unnamed', async (span) => {
  // Step 3: do the work inside a second active span, do-something, and end that span once the work is done.
  console.log(await work());
  span.end();
});

// Step 4: finished spans wait in the processor for up to five seconds, and this program ends sooner.
// Send them now: await provider.shutdown();
