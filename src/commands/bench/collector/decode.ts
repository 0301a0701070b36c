import { createRequire } from 'node:module';
import { decodeTraces } from '../../../otlp/export-request.ts';
import type { TracesData } from '../../../otlp/model.ts';
import { type Measurement, median } from '../benchmark.ts';
import { heapInUse } from './heap.ts';
import { requests, SPANS_PER_REQUEST } from './workload.ts';

const REQUESTS = 64;
const ROUNDS = 9;
const WARM_UP = 2;

/** The decoder that protobufjs generated, as the JS SDK's packages shipped it up to 0.21x. */
interface GeneratedDecoder {
  decode(bytes: Uint8Array): unknown;
}

/** Decoding against protobufjs (protobuf) and against `JSON.parse` alone (JSON), turn by turn. */
export async function measureDecode(): Promise<Measurement[]> {
  const protobufjs = generatedDecoder();
  const protobuf = requests(REQUESTS * SPANS_PER_REQUEST, 'protobuf');
  const json = requests(REQUESTS * SPANS_PER_REQUEST, 'json');
  const text = new TextDecoder();
  const speeds = await compared([
    () => {
      for (const body of protobuf) decodeTraces(body, 'protobuf');
    },
    () => {
      for (const body of protobuf) protobufjs.decode(body);
    },
    () => {
      for (const body of json) decodeTraces(body, 'json');
    },
    () => {
      for (const body of json) JSON.parse(text.decode(body));
    },
  ]);
  const [ours = 0, theirs = 0, oursJson = 0, parse = 0] = speeds;
  return [
    throughput(
      'decode protobuf',
      ours,
      { name: 'protobufjs, as in otlp-transformer 0.214', value: theirs },
      2,
    ),
    throughput('decode JSON', oursJson, { name: 'JSON.parse alone', value: parse }, 0.25),
    await heldPerSpan(protobuf),
  ];
}

/** Medians of spans/s; the subjects take turns, so that whatever else the machine does falls on all. */
async function compared(subjects: readonly (() => void)[]): Promise<number[]> {
  const speeds: number[][] = subjects.map(() => []);
  for (let round = -WARM_UP; round < ROUNDS; round += 1) {
    for (const [place, subject] of subjects.entries()) {
      const began = performance.now();
      subject();
      const seconds = (performance.now() - began) / 1000;
      if (round >= 0) speeds[place]?.push((REQUESTS * SPANS_PER_REQUEST) / seconds);
    }
  }
  return speeds.map(median);
}

export function throughput(
  metric: string,
  value: number,
  reference: Measurement['reference'],
  least: number,
): Measurement {
  const ratio = value / reference.value;
  const ok = ratio >= least;
  return {
    name: 'collector',
    metric,
    value: Math.round(value),
    unit: 'spans/s',
    reference: { name: reference.name, value: Math.round(reference.value) },
    ratio,
    budget: `≥ ${least} times`,
    ok,
  };
}

/** What a decoded span holds in memory, against its bytes on the wire. */
async function heldPerSpan(bodies: readonly Uint8Array[]): Promise<Measurement> {
  const spans = REQUESTS * SPANS_PER_REQUEST;
  const wire = bodies.reduce((sum, body) => sum + body.length, 0) / spans;
  const before = await heapInUse();
  const held: TracesData[] = bodies.map((body) => decodeTraces(body, 'protobuf'));
  const value = ((await heapInUse()) - before) / spans;
  if (held.length !== bodies.length) throw new Error('not everything was held');
  const ratio = value / wire;
  return {
    name: 'collector',
    metric: 'memory of a decoded span',
    value,
    unit: 'bytes/span',
    reference: { name: 'the same span on the wire', value: wire },
    ratio,
    budget: '≤ 12 times',
    ok: ratio <= 12,
  };
}

function generatedDecoder(): GeneratedDecoder {
  const require = createRequire(import.meta.url);
  const manifest = require.resolve('protobufjs-otlp/package.json');
  const root = require(manifest.replace(/package\.json$/, 'build/src/generated/root.js')) as {
    opentelemetry: {
      proto: { collector: { trace: { v1: { ExportTraceServiceRequest: GeneratedDecoder } } } };
    };
  };
  return root.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
}
