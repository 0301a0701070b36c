import { components } from '../../../collector/components/components.ts';
import { MemoryFiles } from '../../../collector/hosts/memory-files.ts';
import { VirtualNetwork } from '../../../collector/hosts/virtual-network.ts';
import { Collector } from '../../../collector/pipeline/collector.ts';
import { ManualClock } from '../../../collector/pipeline/manual-clock.ts';
import { encodeResponse } from '../../../otlp/export-response.ts';
import { heapInUse } from './heap.ts';
import { requests, SPANS_PER_REQUEST } from './workload.ts';

const SECOND = 1_000_000_000n;
/** Spans between two ticks of the collector's clock, as if they came at this rate. */
const SPANS_PER_SECOND = 100_000;

/** The pipeline the collector is held to: errors, slow traces and a tenth of the rest go on to the next collector. */
export const PIPELINE_CONFIG = `
receivers: {otlp: {protocols: {http: {endpoint: "localhost:4318"}}}}
processors:
  memory_limiter: {check_interval: 1s, limit_mib: 2000}
  tail_sampling:
    decision_wait: 1s
    num_traces: 200000
    policies:
      - {name: errors, type: status_code, status_code: {status_codes: [ERROR]}}
      - {name: slow, type: latency, latency: {threshold_ms: 5000}}
      - {name: some, type: probabilistic, probabilistic: {sampling_percentage: 10}}
  batch: {}
exporters: {otlp_http: {endpoint: "http://localhost:4400"}}
service:
  telemetry: {logs: {level: error}}
  pipelines:
    traces: {receivers: [otlp], processors: [memory_limiter, tail_sampling, batch], exporters: [otlp_http]}
`;

export interface PipelineRun {
  readonly spansPerSecond: number;
  /** Bytes that arrived at the next collector. */
  readonly exported: number;
  readonly heapBefore: number;
  /** After the collector was shut down and garbage collected. */
  readonly heapAfter: number;
}

/**
 * Sends `count` spans through the pipeline in requests of the size SDKs send, and shuts the collector down: what is
 * timed ends with the last byte exported. The requests are made beforehand, and used again where there are many.
 */
export async function runPipeline(count: number, bodies = bodiesFor(count)): Promise<PipelineRun> {
  const network = new VirtualNetwork();
  let exported = 0;
  const answer = encodeResponse('traces', 'protobuf');
  await network.listen({ host: 'localhost', port: 4400 }, async ({ body }) => {
    exported += body.length;
    return { status: 200, headers: { 'content-type': 'application/x-protobuf' }, body: answer };
  });
  const clock = new ManualClock(1_700_000_000_000_000_000n);
  const heapBefore = await heapInUse();
  const none = (): void => undefined;
  const outcome = await Collector.start(PIPELINE_CONFIG, {
    components,
    clock,
    environment: {},
    network,
    files: new MemoryFiles(),
    random: Math.random,
    print: none,
    backends: { traces: none, metrics: none, logs: none, profiles: none },
  });
  if (!outcome.ok) throw new Error(outcome.text);
  const headers = { 'content-type': 'application/x-protobuf' };
  const began = performance.now();
  let sinceTick = 0;
  for (let sent = 0, index = 0; sent < count; sent += SPANS_PER_REQUEST, index += 1) {
    const body = bodies[index % bodies.length] as Uint8Array;
    const response = await network.deliver(4318, { method: 'POST', path: '/v1/traces', headers, body });
    if (response?.status !== 200) throw new Error(`the collector answered ${response?.status}`);
    sinceTick += SPANS_PER_REQUEST;
    if (sinceTick >= SPANS_PER_SECOND) {
      sinceTick = 0;
      await clock.advance(SECOND);
    }
  }
  await clock.advance(3n * SECOND);
  await outcome.collector.shutdown();
  const seconds = (performance.now() - began) / 1000;
  if (exported === 0) throw new Error('nothing was exported: the measurement would be worthless');
  return { spansPerSecond: count / seconds, exported, heapBefore, heapAfter: await heapInUse() };
}

/** At most 200,000 spans are made: more of them are the same again, long after their traces were decided. */
export function bodiesFor(count: number): Uint8Array[] {
  return requests(Math.min(count, 200_000), 'protobuf');
}
