/** A hundred checkouts at once, ten spans each; every span says in attributes where it belongs. */
import { createServer } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { context, propagation, type Span, SpanKind } from '@opentelemetry/api';
import { provider, tracer } from './tracing.ts';

const TASKS = 100;

/** Delays of 0 to 3 ms, the same in every run, so that the tasks overtake each other. */
let state = 1;
function delay(): number {
  state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
  return state % 4;
}

/** `parent` is the name the span's parent must have; empty for a root. */
function inSpan<T>(name: string, task: number, parent: string, work: (span: Span) => Promise<T>): Promise<T> {
  return tracer.startActiveSpan(name, { attributes: { task, parent } }, async (span) => {
    try {
      return await work(span);
    } finally {
      span.end();
    }
  });
}

const server = createServer(async (request, response) => {
  const task = Number(request.url?.slice(1));
  const caller = propagation.extract(context.active(), request.headers);
  const attributes = { task, parent: 'call' };
  await tracer.startActiveSpan('serve', { kind: SpanKind.SERVER, attributes }, caller, async (span) => {
    await sleep(delay());
    span.end();
    response.end('served');
  });
});

async function* chunks(task: number): AsyncGenerator<number> {
  for (let chunk = 0; chunk < 2; chunk++) {
    await sleep(delay());
    if (chunk === 1) await inSpan('chunk', task, 'stream', () => sleep(delay()));
    yield chunk;
  }
}

async function checkout(task: number): Promise<void> {
  await sleep(delay());
  await inSpan('checkout', task, '', async () => {
    await inSpan('validate', task, 'checkout', () => sleep(delay()));
    await Promise.all(
      ['stock', 'credit'].map((name) => inSpan(name, task, 'checkout', () => sleep(delay()))),
    );
    await inSpan('price', task, 'checkout', async () => {
      await new Promise<void>((resolve) => {
        setTimeout(() => void inSpan('rule', task, 'price', () => sleep(delay())).then(resolve), delay());
      });
    });
    await inSpan('stream', task, 'checkout', async () => {
      for await (const _chunk of chunks(task)) await sleep(delay());
    });
    await inSpan('call', task, 'checkout', async () => {
      const headers: Record<string, string> = {};
      propagation.inject(context.active(), headers);
      const response = await fetch(`http://localhost:8080/${task}`, { headers });
      await response.text();
    });
  });
}

server.listen(8080);
await Promise.all(Array.from({ length: TASKS }, (_, task) => checkout(task)));
server.close();
server.closeAllConnections();
await provider.shutdown();
console.log('done');
