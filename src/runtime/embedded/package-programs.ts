/** Programs for tests: the packages that aren't about sending telemetry. */
import type { PackageSetName } from '../packages/package-sets.ts';

/** A client and a server of one program, with nothing but headers between them. */
export function tracedHop(set: PackageSetName, single: boolean): string {
  const provider =
    set === '2.x'
      ? `import { BasicTracerProvider } from '@opentelemetry/sdk-trace-base';\nconst provider = new BasicTracerProvider();`
      : `import { TracerProvider } from '@opentelemetry/sdk-trace';\nconst provider = new TracerProvider();`;
  return `
import { createServer, get } from 'node:http';
import { context, propagation, trace } from '@opentelemetry/api';
import { AsyncLocalStorageContextManager } from '@opentelemetry/context-async-hooks';
import { B3InjectEncoding, B3Propagator } from '@opentelemetry/propagator-b3';
${provider}
trace.setGlobalTracerProvider(provider);
context.setGlobalContextManager(new AsyncLocalStorageContextManager());
propagation.setGlobalPropagator(new B3Propagator({ injectEncoding: B3InjectEncoding.${single ? 'SINGLE_HEADER' : 'MULTI_HEADER'} }));
const tracer = trace.getTracer('hop');
const server = createServer((request, response) => {
  const extracted = propagation.extract(context.active(), request.headers);
  tracer.startActiveSpan('server', {}, extracted, (span) => {
    const names = Object.keys(request.headers).filter((name) => /^(x-)?b3|traceparent/.test(name)).sort();
    response.end(JSON.stringify({ names, trace: span.spanContext().traceId, before: trace.getSpan(context.active()) === span }));
    span.end();
  });
}).listen(0, () => {
  const { port } = server.address() as { port: number };
  tracer.startActiveSpan('client', async (span) => {
    const headers: Record<string, string> = {};
    propagation.inject(context.active(), headers);
    const answer = await (await fetch('http://localhost:' + port, { headers })).json() as { names: string[]; trace: string; before: boolean };
    console.log(answer.names.join(), answer.before);
    get({ port, headers }, (response) => {
      let text = '';
      response.on('data', (chunk) => { text += chunk; });
      response.on('end', () => {
        server.close();
        console.log('one trace', [answer, JSON.parse(text)].every((each) => each.trace === span.spanContext().traceId));
      });
    });
    span.end();
  });
});`;
}

export const ROUTES = `
import { serve } from '@hono/node-server';
import { Hono } from 'hono';
import { cors } from 'hono/cors';
import { createFactory } from 'hono/factory';
import { HTTPException } from 'hono/http-exception';
import { logger } from 'hono/logger';
import { requestId } from 'hono/request-id';
import { stream } from 'hono/streaming';
import { validator } from 'hono/validator';

const app = new Hono();
app.use(cors());
app.use('/hello/*', logger((text) => console.log(text.replace(/\\d+m?s$/, 'soon'))));
app.use('/id', requestId());
app.use(createFactory().createMiddleware(async (c, next) => { await next(); c.header('x-after', 'yes'); }));
app.get('/id', (c) => c.text(String(c.get('requestId').length)));
app.get('/hello/:name', (c) => c.json({ hello: c.req.param('name'), query: c.req.query('x') ?? null }));
app.post('/echo', async (c) => c.text((await c.req.text()).toUpperCase(), 201, { 'x-mine': 'yes' }));
app.post('/json', validator('json', (value, c) => Array.isArray(value.a) ? value : c.text('no list', 400)), async (c) => c.json(await c.req.json()));
app.get('/fail', () => { throw new HTTPException(418, { message: 'a teapot' }); });
app.get('/boom', () => { throw new Error('boom'); });
app.get('/stream', (c) => stream(c, async (out) => { for (const part of ['a', 'b', 'c']) { await out.write(part); await out.sleep(1); } }));
app.onError((error, c) => error instanceof HTTPException ? error.getResponse() : c.text('caught ' + error.message, 500));
const server = serve({ fetch: app.fetch, port: 3000 }, async (info) => {
  console.log('listening', info.port);
  const show = async (path: string, init?: RequestInit) => {
    const response = await fetch('http://localhost:3000' + path, init);
    const headers = ['content-type', 'x-mine', 'x-after', 'access-control-allow-origin'].map((name) => response.headers.get(name));
    console.log(path, response.status, headers.join(), JSON.stringify(await response.text()));
  };
  const json = { method: 'POST', headers: { 'content-type': 'application/json' } };
  await show('/hello/world?x=1');
  await show('/echo', { method: 'POST', body: 'shout' });
  await show('/json', { ...json, body: '{"a":[1,2]}' });
  await show('/json', { ...json, body: '{"a":1}' });
  for (const path of ['/fail', '/boom', '/stream', '/nowhere', '/id']) await show(path);
  server.close(() => console.log('closed'));
});`;

export const STRUCTURES = `
import { channel, timeout } from '@thi.ng/csp';
import { parse, parseDocument, stringify, YAMLParseError } from 'yaml';

const squares = channel<number>();
void (async () => {
  for (let n = 0; n < 5; n++) await squares.write(n * n);
  squares.close();
})();
for await (const square of squares) console.log('got', square);
console.log(await timeout(5).read());
const document = parseDocument('a: &x [1, 2]\\nb: *x # note\\n');
console.log(JSON.stringify(document.toJS()), String(document));
console.log(stringify({ list: [1, { two: 'zwei' }], text: 'multi\\nline' }));
try {
  parse('a: [1');
} catch (error) {
  console.log(error instanceof YAMLParseError, (error as Error).message);
}
console.log('end');`;

/** Node's instrumentation of HTTP finds the module by a loader hook; what is imported before that it leaves alone. */
export function instrumented(set: PackageSetName): string {
  const provider =
    set === '2.x'
      ? `import { InMemorySpanExporter, SimpleSpanProcessor } from '@opentelemetry/sdk-trace-base';
import { WebTracerProvider } from '@opentelemetry/sdk-trace-web';
const memory = new InMemorySpanExporter();
const provider = new WebTracerProvider({ spanProcessors: [new SimpleSpanProcessor(memory)] });`
      : `import { InMemorySpanExporter, SimpleSpanProcessor, TracerProvider } from '@opentelemetry/sdk-trace';
const memory = new InMemorySpanExporter();
const provider = new TracerProvider({ spanProcessors: [new SimpleSpanProcessor({ exporter: memory })] });`;
  return `
import { register } from 'node:module';
import { context, propagation, SpanKind, trace } from '@opentelemetry/api';
import { AsyncLocalStorageContextManager } from '@opentelemetry/context-async-hooks';
import { W3CTraceContextPropagator } from '@opentelemetry/core';
import { registerInstrumentations } from '@opentelemetry/instrumentation';
import { HttpInstrumentation } from '@opentelemetry/instrumentation-http';
${provider}
register('@opentelemetry/instrumentation/hook.mjs', import.meta.url);
context.setGlobalContextManager(new AsyncLocalStorageContextManager());
propagation.setGlobalPropagator(new W3CTraceContextPropagator());
trace.setGlobalTracerProvider(provider);
registerInstrumentations({ instrumentations: [new HttpInstrumentation()] });
const { createServer, default: http, get, request } = await import('node:http');

const tracer = trace.getTracer('instrumented');
const server = createServer((incoming, response) => {
  tracer.startSpan('inside').end();
  response.writeHead(incoming.url === '/fail' ? 500 : 200).end('ok');
});
await new Promise<void>((resolve) => server.listen(8080, resolve));
const ask = (how: typeof get, path: string) => new Promise<void>((resolve) => {
  how({ port: 8080, host: 'localhost', path }, (response) => { response.resume(); response.on('end', () => resolve()); }).end();
});
await tracer.startActiveSpan('outer', async (span) => {
  await ask(get, '/a?b=1');
  await ask(request, '/fail');
  await ask(http.get, '/c');
  span.end();
});
await new Promise<void>((resolve) => server.close(() => resolve()));
await new Promise((resolve) => setTimeout(resolve, 50));
const spans = memory.getFinishedSpans();
const names = new Map(spans.map((span) => [span.spanContext().spanId, SpanKind[span.kind] + ' ' + span.name]));
const lines = spans.map((span) => {
  // The peer of a lab's server is no TCP port where Node runs it.
  const attributes = Object.keys(span.attributes).filter((key) => !key.startsWith('network.peer')).sort();
  return [SpanKind[span.kind], span.name, '<', names.get(span.parentSpanContext?.spanId ?? ''), span.status.code, span.attributes['http.response.status_code'], attributes.join()].join(' ');
});
for (const line of lines.sort()) console.log(line);
console.log('spans', spans.length);`;
}
