import { describe, expect, test } from 'vitest';
import { decodeRequest } from '../../../../otlp/export-request.ts';
import type { TracesData } from '../../../../otlp/model.ts';
import { countSpans } from '../../../../otlp/spans.ts';
import { decodeStruct } from '../../../config/decode.ts';
import { parseYaml } from '../../../config/parse-yaml.ts';
import { VirtualNetwork } from '../../../hosts/virtual-network.ts';
import { emptyContext, PermanentError, StatusError } from '../../../pipeline/consumer.ts';
import { ManualClock } from '../../../pipeline/manual-clock.ts';
import { ConnectError, type GrpcCall, type GrpcReply } from '../../../pipeline/network.ts';
import { testTraces } from '../../../testing/requests.ts';
import { testContext } from '../../../testing/test-context.ts';
import { loadBalancingSchema } from './config.ts';
import { createLoadBalancingExporter } from './load-balancing-exporter.ts';

const SECOND = 1_000_000_000n;
const OK: GrpcReply = { code: 0, statusMessage: '', message: new Uint8Array() };
const UNAVAILABLE: GrpcReply = { code: 14, statusMessage: 'not now', message: new Uint8Array() };
const REFUSED: GrpcReply = { code: 3, statusMessage: 'not you', message: new Uint8Array() };

/** Backends that answer as they are told, and names that can be looked up. */
class Backends extends VirtualNetwork {
  readonly spans = new Map<string, number>();
  readonly answers = new Map<string, () => GrpcReply | Promise<GrpcReply>>();
  names: (host: string) => Promise<readonly string[]> = async () => [];

  override async call(target: string, { message }: GrpcCall): Promise<GrpcReply> {
    const answer = await (this.answers.get(target)?.() ?? OK);
    if (answer.code === 0) {
      const count = countSpans(decodeRequest('traces', message, 'protobuf'));
      this.spans.set(target, (this.spans.get(target) ?? 0) + count);
    }
    return answer;
  }

  override lookup(host: string): Promise<readonly string[]> {
    return this.names(host);
  }
}

async function started(config: object, directly = true) {
  const otlp = {
    tls: { insecure: true },
    ...(directly ? { sending_queue: { enabled: false }, retry_on_failure: { enabled: false } } : {}),
  };
  const text = JSON.stringify({ protocol: { otlp }, ...config });
  const { config: value, problems } = decodeStruct(loadBalancingSchema, parseYaml(text));
  expect(problems).toEqual([]);
  const clock = new ManualClock(1_767_225_600n * SECOND);
  const network = new Backends();
  const { context, lines } = testContext({ id: 'load_balancing/x', clock, network });
  const exporter = createLoadBalancingExporter(value, context);
  const { traces } = exporter;
  await exporter.start?.();
  const consume = (data: TracesData): Promise<unknown> =>
    traces!.consume(data, emptyContext).then(
      () => 'sent',
      (error: unknown) => error,
    );
  const counter = (name: string, attributes: object): number | undefined =>
    context.telemetry
      .values()
      .find((each) => each.name === name && JSON.stringify(each.attributes) === JSON.stringify(attributes))
      ?.value;
  const said = (level: string) => lines.filter((line) => line.includes(`\t${level}\t`));
  return { clock, network, exporter, consume, counter, said };
}

const two = { resolver: { static: { hostnames: ['a', 'b:1'] } } };

describe('load_balancing to backends that fail', () => {
  test('sends the others their part, and says what failed', async () => {
    const { network, consume, counter, said } = await started(two);
    network.answers.set('a:4317', () => UNAVAILABLE);
    const error = await consume(testTraces(100));
    expect(error).toBeInstanceOf(StatusError);
    expect((error as StatusError).code).toBe(14);
    expect([...network.spans.keys()]).toEqual(['b:1']);
    const outcome = 'otelcol_loadbalancer_backend_outcome';
    expect(counter(outcome, { endpoint: 'a:4317', success: 'false' })).toBe(1);
    expect(counter(outcome, { endpoint: 'b:1', success: 'true' })).toBe(1);
    expect(counter('otelcol_loadbalancer_backend_latency_count', { endpoint: 'a:4317' })).toBe(1);
    expect(counter('otelcol_exporter_send_failed_spans', { exporter: 'load_balancing/x' })).toBe(100);
    expect(said('debug').some((line) => line.includes('failed to export traces'))).toBe(true);
    // What the exporters behind it count is their own.
    expect(counter('otelcol_exporter_sent_spans', { exporter: 'otlp_grpc/x' })).toBeUndefined();
  });

  test('is a refusal for good when one of several failures is', async () => {
    const { network, consume } = await started(two);
    network.answers.set('a:4317', () => UNAVAILABLE);
    network.answers.set('b:1', () => REFUSED);
    const error = await consume(testTraces(100));
    expect(error).toBeInstanceOf(PermanentError);
    const [refused, unavailable] = ['InvalidArgument desc = not you', 'Unavailable desc = not now'];
    const said = [refused, unavailable].map((each) => `rpc error: code = ${each}`);
    expect((error as Error).message.split('; ').sort()).toEqual([`Permanent error: ${said[0]}`, said[1]]);
  });

  test('tries all of it again where its own retries are on', async () => {
    const retry = { enabled: true, initial_interval: '1s', max_interval: '1s', multiplier: 1 };
    const { clock, network, consume } = await started({ ...two, retry_on_failure: retry });
    const answers = [UNAVAILABLE, OK];
    network.answers.set('a:4317', () => answers.shift() ?? OK);
    const outcome = consume(testTraces(100));
    await clock.advance(0n);
    const first = network.spans.get('b:1') ?? 0;
    expect(first).toBeGreaterThan(0);
    await clock.advance(SECOND);
    expect(await outcome).toBe('sent');
    expect(network.spans.get('b:1')).toBe(2 * first);
    expect(network.spans.get('a:4317')).toBe(100 - first);
  });

  test('has no patience beyond its timeout for retries of the exporters behind it', async () => {
    const otlp = {
      tls: { insecure: true },
      sending_queue: { enabled: false },
      retry_on_failure: { initial_interval: '2s', max_interval: '2s', randomization_factor: 0 },
    };
    const { clock, network, consume } = await started({ ...two, timeout: '3s', protocol: { otlp } });
    let calls = 0;
    network.answers.set('a:4317', () => {
      calls += 1;
      return UNAVAILABLE;
    });
    const outcome = consume(testTraces(100));
    await clock.advance(0n);
    await clock.advance(2n * SECOND);
    expect(calls).toBe(2);
    expect(((await outcome) as Error).message).toContain('request will be cancelled before next retry: ');
    await clock.advance(60n * SECOND);
    expect(calls).toBe(2);
  });

  test('goes on with retries of queues behind it after its timeout', async () => {
    const { clock, network, consume } = await started({ ...two, timeout: '1s' }, false);
    let up = false;
    network.answers.set('a:4317', () => (up ? OK : UNAVAILABLE));
    expect(await consume(testTraces(100))).toBe('sent');
    await clock.advance(20n * SECOND);
    up = true;
    await clock.advance(60n * SECOND);
    expect((network.spans.get('a:4317') ?? 0) + (network.spans.get('b:1') ?? 0)).toBe(100);
  });
});

describe('load_balancing at its end', () => {
  test('waits for what is under way', async () => {
    const { clock, network, exporter, consume } = await started(two);
    let answer: (reply: GrpcReply) => void = () => undefined;
    network.answers.set('a:4317', () => new Promise((resolve) => (answer = resolve)));
    const outcome = consume(testTraces(100));
    await clock.advance(0n);
    let ended = false;
    const end = exporter.shutdown?.().then(() => {
      ended = true;
    });
    await clock.advance(0n);
    expect(ended).toBe(false);
    answer(OK);
    expect(await outcome).toBe('sent');
    await end;
    expect((network.spans.get('a:4317') ?? 0) + (network.spans.get('b:1') ?? 0)).toBe(100);
  });

  test('sends what its queue still holds', async () => {
    const queue = { sending_queue: { batch: { flush_timeout: '1h' } } };
    const { network, exporter, consume } = await started({ ...two, ...queue });
    expect(await consume(testTraces(100))).toBe('sent');
    expect(network.spans.size).toBe(0);
    await exporter.shutdown?.();
    expect((network.spans.get('a:4317') ?? 0) + (network.spans.get('b:1') ?? 0)).toBe(100);
  });

  test('has nobody to send to', async () => {
    const { exporter, consume } = await started(two);
    await exporter.shutdown?.();
    expect(await consume(testTraces(1))).toMatchObject({
      message: `couldn't find the exporter for the endpoint ""`,
    });
  });
});

describe('load_balancing among the addresses of a name', () => {
  const named = { resolver: { dns: { hostname: 'samplers', port: '9', interval: '10s' } } };

  test('starts without backends where the name has none yet, and looks again', async () => {
    const { clock, network, consume, counter, said } = await started(named);
    expect(await consume(testTraces(1))).toMatchObject({
      message: `couldn't find the exporter for the endpoint ""`,
    });
    network.names = async () => ['10.0.0.2', 'fd00::1', '10.0.0.1'];
    await clock.advance(10n * SECOND);
    expect(await consume(testTraces(300))).toBe('sent');
    expect([...network.spans.keys()].sort()).toEqual(['10.0.0.1:9', '10.0.0.2:9', '[fd00::1]:9']);
    network.names = async () => ['10.0.0.1'];
    await clock.advance(10n * SECOND);
    network.spans.clear();
    expect(await consume(testTraces(300))).toBe('sent');
    expect([...network.spans]).toEqual([['10.0.0.1:9', 300]]);
    expect(counter('otelcol_loadbalancer_num_backends', { resolver: 'dns' })).toBe(1);
    expect(counter('otelcol_loadbalancer_num_backend_updates', { resolver: 'dns' })).toBe(2);
    const resolutions = { resolver: 'dns', success: 'true' };
    expect(counter('otelcol_loadbalancer_num_resolutions', resolutions)).toBe(3);
    expect(said('debug').filter((line) => line.includes('resolved successfully'))).toHaveLength(2);
  });

  test('keeps the backends it has when a look-up fails or takes too long', async () => {
    const { clock, network, exporter, consume, counter, said } = await started(named);
    network.names = async () => ['10.0.0.1'];
    await clock.advance(10n * SECOND);
    network.names = async (host) => {
      throw new ConnectError(`lookup ${host}: no such host`);
    };
    await clock.advance(10n * SECOND);
    network.names = () => new Promise(() => undefined);
    await clock.advance(15n * SECOND);
    expect(said('warn').map((line) => line.split('\t').slice(2).join(' '))).toEqual(
      [
        'failed to resolve {"resolver": "dns", "error": "lookup samplers: no such host"}',
        'failed to resolve {"resolver": "dns", "error": "lookup samplers: i/o timeout"}',
      ].map((line) => expect.stringContaining(line.slice(line.indexOf('"error"')))),
    );
    expect(counter('otelcol_loadbalancer_num_resolutions', { resolver: 'dns', success: 'false' })).toBe(2);
    expect(await consume(testTraces(10))).toBe('sent');
    expect(network.spans.get('10.0.0.1:9')).toBe(10);
    await exporter.shutdown?.();
    let asked = false;
    network.names = async () => {
      asked = true;
      return [];
    };
    await clock.advance(60n * SECOND);
    expect(asked).toBe(false);
  });
});
