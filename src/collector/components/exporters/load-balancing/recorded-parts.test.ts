/** What the real exporter sent to which backend, recorded from contrib. */
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { decodeRequest, type SignalData } from '../../../../otlp/export-request.ts';
import { dataPointsOf } from '../../../../otlp/items.ts';
import type { MetricsData } from '../../../../otlp/model.ts';
import { decodeStruct } from '../../../config/decode.ts';
import { parseYaml } from '../../../config/parse-yaml.ts';
import { VirtualNetwork } from '../../../hosts/virtual-network.ts';
import { emptyContext } from '../../../pipeline/consumer.ts';
import { ManualClock } from '../../../pipeline/manual-clock.ts';
import type { GrpcCall, GrpcReply } from '../../../pipeline/network.ts';
import { testContext } from '../../../testing/test-context.ts';
import { loadBalancingSchema } from './config.ts';
import { createLoadBalancingExporter } from './load-balancing-exporter.ts';

type Divided = 'traces' | 'metrics' | 'logs';

interface Recorded {
  readonly name: string;
  readonly signal: Divided;
  readonly request: string;
  readonly config: object;
  readonly error?: string;
  readonly logs?: readonly string[];
  readonly backends?: Readonly<Record<string, object>>;
}

/** The requests, and then a case a line. */
const [first = '', ...lines] = readFileSync(new URL('./recorded-parts.jsonl', import.meta.url), 'utf8')
  .trimEnd()
  .split('\n');
const requests = JSON.parse(first) as Readonly<Record<string, object>>;
const cases = lines.map((line) => JSON.parse(line) as Recorded);
const bytes = (value: object): Uint8Array => new TextEncoder().encode(JSON.stringify(value));

/** Keeps what is sent where. */
class Recorder extends VirtualNetwork {
  readonly calls = new Map<string, Uint8Array>();

  override async call(target: string, { message }: GrpcCall): Promise<GrpcReply> {
    expect(this.calls.has(target)).toBe(false);
    this.calls.set(target, message);
    return { code: 0, statusMessage: '', message: new Uint8Array() };
  }
}

async function outcomeOf({ config, signal, request }: Recorded) {
  const direct = { protocol: { otlp: { sending_queue: { enabled: false }, tls: { insecure: true } } } };
  const text = JSON.stringify({ ...config, ...direct });
  const { config: value, problems } = decodeStruct(loadBalancingSchema, parseYaml(text));
  expect(problems).toEqual([]);
  const network = new Recorder();
  const { context, lines } = testContext({ id: 'load_balancing', network, clock: new ManualClock() });
  try {
    const exporter = createLoadBalancingExporter(value, context);
    const consumer = exporter[signal] as { consume(data: unknown, context: object): Promise<unknown> };
    await exporter.start?.();
    const data = decodeRequest(signal, bytes(requests[request] ?? {}), 'json');
    const before = structuredClone(data);
    const outcome = consumer.consume(data, emptyContext);
    const error = await outcome.then(
      () => undefined,
      (reason: Error) => reason.message,
    );
    // It may be others' as well.
    expect(data).toEqual(before);
    await exporter.shutdown?.();
    return { calls: network.calls, lines, error };
  } catch (error) {
    return {
      calls: network.calls,
      lines,
      error: (error as Error).message.replace(/^cannot .*? exporter: /, ''),
    };
  }
}

/** The collector goes through keys in any order. */
function comparable(signal: Divided, data: SignalData[Divided]): unknown {
  if (signal === 'metrics') {
    for (const { scopeMetrics } of (data as MetricsData).resourceMetrics) {
      for (const scope of scopeMetrics) {
        for (const metric of scope.metrics) {
          dataPointsOf(metric).sort(byText);
          // The first one's stands, whichever that is.
          metric.description = '';
        }
        scope.metrics.sort(byText);
      }
      scopeMetrics.sort(byText);
    }
  }
  const [resources = []] = Object.values(data) as { schemaUrl: string }[][];
  if (signal === 'metrics') for (const resource of resources) resource.schemaUrl = '';
  return resources.toSorted(byText);
}

function byText(a: unknown, b: unknown): number {
  return text(a) < text(b) ? -1 : 1;
}

function text(value: unknown): string {
  return JSON.stringify(value, (_, each) => {
    if (typeof each === 'bigint') return `${each}n`;
    // Attributes of merged resources are in the order of the first.
    return each instanceof Map ? [...each].sort(([a], [b]) => (a < b ? -1 : 1)) : each;
  });
}

describe('load_balancing divides as the real one does', () => {
  test.each(cases)('$name', async (each) => {
    const { calls, lines, error } = await outcomeOf(each);
    expect(error).toBe(each.error);
    const { signal, backends = {} } = each;
    expect([...calls.keys()].sort()).toEqual(Object.keys(backends).sort());
    for (const [endpoint, message] of calls) {
      const sent = decodeRequest(signal, message, 'protobuf');
      const expected = decodeRequest(signal, bytes(backends[endpoint] ?? {}), 'json');
      expect(comparable(signal, sent)).toEqual(comparable(signal, expected));
    }
    const complaints = lines.filter((line) => line.includes('failed to export metric'));
    expect(complaints.map((line) => JSON.parse(line.slice(line.indexOf('{'))).error)).toEqual(
      (each.logs ?? []).map((line) => JSON.parse(line.slice(line.indexOf('{'))).error),
    );
  });
});
