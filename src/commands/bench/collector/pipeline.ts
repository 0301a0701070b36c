import { components } from '../../../collector/components/components.ts';
import { MemoryFiles } from '../../../collector/hosts/memory-files.ts';
import { VirtualNetwork } from '../../../collector/hosts/virtual-network.ts';
import { Collector } from '../../../collector/pipeline/collector.ts';
import { ManualClock } from '../../../collector/pipeline/manual-clock.ts';
import { encodeResponse } from '../../../otlp/export-response.ts';
import { heapInUse } from './heap.ts';
import { pipelineConfig } from './pipeline-config.ts';
import { requests, SPANS_PER_REQUEST } from './workload.ts';

const SECOND = 1_000_000_000n;
/** Spans between two ticks of the collector's clock, as if they came at this rate. */
const SPANS_PER_SECOND = 100_000;

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
  const outcome = await Collector.start(pipelineConfig('localhost:4318', 'http://localhost:4400'), {
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
