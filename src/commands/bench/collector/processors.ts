import { parse } from 'yaml';
import { components } from '../../../collector/components/components.ts';
import { loadConfig } from '../../../collector/config/load-config.ts';
import { namedComponents } from '../../../collector/config/named-components.ts';
import type { ProcessorFactory } from '../../../collector/pipeline/component.ts';
import { type Consumer, emptyContext } from '../../../collector/pipeline/consumer.ts';
import { consoleLogger } from '../../../collector/pipeline/logger.ts';
import { ManualClock } from '../../../collector/pipeline/manual-clock.ts';
import { signals } from '../../../collector/pipeline/signals.ts';
import { testContext } from '../../../collector/testing/test-context.ts';
import { decodeRequest } from '../../../otlp/export-request.ts';
import { type Measurement, median } from '../benchmark.ts';
import { throughput } from './decode.ts';
import { metricRequests, POINTS_PER_REQUEST } from './metric-workload.ts';
import { requests, SPANS_PER_REQUEST } from './workload.ts';

const REQUESTS = 64;
const ROUNDS = 5;
const WARM_UP = 2;
const SECOND = 1_000_000_000n;

/** Each processor with a configuration that makes it work on every span. */
const CONFIGS: Readonly<Record<string, string>> = {
  batch: '{}',
  memory_limiter: '{check_interval: 1s, limit_mib: 4000}',
  attributes: '{actions: [{key: db.system.name, action: delete}, {key: env, value: prod, action: upsert}]}',
  resource: '{attributes: [{key: deployment.environment.name, value: prod, action: upsert}]}',
  span: '{name: {from_attributes: [http.request.method, url.path], separator: " "}}',
  filter: '{trace_conditions: [\'span.attributes["http.response.status_code"] >= 500\']}',
  transform: '{trace_statements: [\'set(span.attributes["path"], span.attributes["url.path"])\']}',
  probabilistic_sampler: '{sampling_percentage: 25}',
  tail_sampling:
    '{decision_wait: 1s, num_traces: 1000000, policies: [{name: errors, type: status_code, status_code: {status_codes: [ERROR]}}]}',
  redaction: "{allow_all_keys: true, blocked_values: ['4[0-9]{12}']}",
  group_by_attrs: '{keys: [db.system.name]}',
};

/** Those that take metrics alone. */
const METRIC_CONFIGS: Readonly<Record<string, string>> = {
  cumulative_to_delta: '{}',
};

interface Workload<S extends 'traces' | 'metrics'> {
  readonly signal: S;
  /** "spans" */
  readonly noun: 'spans' | 'data points';
  readonly bodies: readonly Uint8Array[];
  readonly items: number;
}

/** Every processor, alone, against decoding the same data. */
export async function measureProcessors(report: (line: string) => void): Promise<Measurement[]> {
  const spans = {
    signal: 'traces',
    noun: 'spans',
    bodies: requests(REQUESTS * SPANS_PER_REQUEST, 'protobuf'),
    items: REQUESTS * SPANS_PER_REQUEST,
  } as const;
  const points = {
    signal: 'metrics',
    noun: 'data points',
    bodies: metricRequests(REQUESTS),
    items: REQUESTS * POINTS_PER_REQUEST,
  } as const;
  const measurements: Measurement[] = [];
  for (const [type, config] of Object.entries(CONFIGS))
    measurements.push(await measure(type, config, spans, report));
  for (const [type, config] of Object.entries(METRIC_CONFIGS))
    measurements.push(await measure(type, config, points, report));
  return measurements;
}

async function measure<S extends 'traces' | 'metrics'>(
  type: string,
  config: string,
  { signal, noun, bodies, items }: Workload<S>,
  report: (line: string) => void,
): Promise<Measurement> {
  const speeds: number[] = [];
  const decoding: number[] = [];
  for (let round = -WARM_UP; round < ROUNDS; round += 1) {
    const began = performance.now();
    const data = bodies.map((body) => decodeRequest(signal, body, 'protobuf'));
    const decoded = performance.now();
    const { processor, clock, taken } = await create(type, config, signal);
    await processor.start?.();
    const started = performance.now();
    for (const each of data) await processor.consume(each, emptyContext);
    // tail_sampling decides when its clock has moved on, the batch when it is shut down.
    await clock.advance(3n * SECOND);
    await processor.shutdown?.();
    const ended = performance.now();
    if (taken() === 0) throw new Error(`${type} let nothing through: the measurement would be worthless`);
    if (round < 0) continue;
    speeds.push((items * 1000) / (ended - started));
    decoding.push((items * 1000) / (decoded - began));
  }
  const reference = { name: `decoding the same ${noun}`, value: median(decoding) };
  const measured = {
    ...throughput(`processor ${type}`, median(speeds), reference, 0.1),
    unit: `${noun}/s` as const,
  };
  report(`${type}: ${measured.value.toLocaleString('en')} ${measured.unit}`);
  return measured;
}

async function create<S extends 'traces' | 'metrics'>(type: string, config: string, signal: S) {
  // Through the loader, so that the configuration is decoded and checked as everywhere.
  const text = `receivers: {nop: }\nprocessors: {${type}: ${config}}\nexporters: {nop: }\nservice: {pipelines: {${signal}: {receivers: [nop], processors: [${type}], exporters: [nop]}}}`;
  parse(text);
  await components.load(namedComponents(text, {}));
  const withReceiver = text.replaceAll('receivers: {nop: }', 'receivers: {otlp: {protocols: {http: }}}');
  const loaded = loadConfig(withReceiver.replace('receivers: [nop]', 'receivers: [otlp]'), components, {});
  if (!loaded.ok) throw new Error(`${type}: ${loaded.text}`);
  const component = loaded.config.processors.get(type);
  const create = (component?.factory as ProcessorFactory | undefined)?.create[signal];
  if (component === undefined || create === undefined) throw new Error(`${type} takes no ${signal}`);
  let taken = 0;
  const next: Consumer<S> = {
    mutatesData: false,
    async consume(data) {
      taken += signals[signal].count(data);
      return undefined;
    },
  };
  const clock = new ManualClock(1_700_000_000_000_000_000n);
  const { context } = testContext({
    id: type,
    clock,
    logger: consoleLogger(() => undefined, clock, 'error'),
    random: Math.random,
  });
  const processor = create(component.config as never, context, next);
  return { processor, clock, taken: () => taken };
}
