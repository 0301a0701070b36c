/** Runs in a page: collectors in a worker, and how long the page at worst could not do anything else meanwhile. */
import { WorkerCollectorGroup } from '../../../../collector/hosts/worker/worker-collector.ts';
import { pipelineConfig } from '../pipeline-config.ts';
import { requests, SPANS_PER_REQUEST } from '../workload.ts';

const REQUESTS_AT_ONCE = 8;

export interface PageRun {
  readonly spansPerSecond: number;
  /** The longest time between two turns of the page's event loop, ms. */
  readonly longestMs: number;
  /** The same while the page did nothing, for as long. */
  readonly idleMs: number;
  /** Spans that arrived at the second collector. */
  readonly arrived: number;
}

const BACKEND = `
receivers: {otlp: {protocols: {http: {endpoint: "localhost:4400"}}}}
exporters: {nop: }
service:
  telemetry: {logs: {level: error}}
  pipelines: {traces: {receivers: [otlp], exporters: [nop]}}
`;

/** Two collectors in a worker, one exporting to the other; the page sends the spans. */
export async function measure(spans: number): Promise<PageRun> {
  const group = new WorkerCollectorGroup();
  const events = { log: () => undefined, traces: () => undefined };
  const backend = group.collector('backend');
  const collector = group.collector('gateway');
  for (const [each, config] of [
    [backend, BACKEND],
    [collector, pipelineConfig('localhost:4318', 'http://localhost:4400')],
  ] as const) {
    const started = await each.start(config, events);
    if (!started.ok) throw new Error(started.errors.map(({ message }) => message).join('\n'));
  }
  const bodies = requests(spans, 'protobuf');
  // What making the requests left behind is not the collector's doing.
  await new Promise((resolve) => setTimeout(resolve, 500));
  const watch = watchTurns();
  const began = performance.now();
  const headers = { 'content-type': 'application/x-protobuf' };
  const left = bodies.values();
  const send = async (): Promise<void> => {
    for (const body of left) {
      const response = await collector.request(4318, { method: 'POST', path: '/v1/traces', headers, body });
      if (response?.status !== 200) throw new Error(`the collector answered ${response?.status}`);
    }
  };
  await Promise.all(Array.from({ length: REQUESTS_AT_ONCE }, send));
  await collector.shutdown();
  const took = performance.now() - began;
  const longestMs = watch();
  const [received] = await backend.status();
  const idle = watchTurns();
  await new Promise((resolve) => setTimeout(resolve, took));
  const idleMs = idle();
  group.dispose();
  return {
    spansPerSecond: (bodies.length * SPANS_PER_REQUEST * 1000) / took,
    longestMs,
    idleMs,
    arrived: received?.incoming ?? 0,
  };
}

/** Turns the event loop until called, and tells the longest time between two turns. */
function watchTurns(): () => number {
  const { port1, port2 } = new MessageChannel();
  let last = performance.now();
  let longest = 0;
  port1.onmessage = () => {
    const now = performance.now();
    longest = Math.max(longest, now - last);
    last = now;
    port2.postMessage(undefined);
  };
  port2.postMessage(undefined);
  return () => {
    port1.close();
    return longest;
  };
}

Object.assign(globalThis, { measure });
