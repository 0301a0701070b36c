import { parse } from 'yaml';
import { components } from '../../../collector/components/components.ts';
import { loadConfig } from '../../../collector/config/load-config.ts';
import { namedComponents } from '../../../collector/config/named-components.ts';
import { MemoryFiles } from '../../../collector/hosts/memory-files.ts';
import { VirtualNetwork } from '../../../collector/hosts/virtual-network.ts';
import type { ProcessorFactory } from '../../../collector/pipeline/component.ts';
import { type Consumer, emptyContext } from '../../../collector/pipeline/consumer.ts';
import { consoleLogger } from '../../../collector/pipeline/logger.ts';
import { ManualClock } from '../../../collector/pipeline/manual-clock.ts';
import { MemoryAccount } from '../../../collector/pipeline/memory-account.ts';
import { SelfTelemetry } from '../../../collector/pipeline/self-telemetry.ts';
import { decodeTraces } from '../../../otlp/export-request.ts';
import { countSpans } from '../../../otlp/spans.ts';
import { type Measurement, median } from '../benchmark.ts';
import { throughput } from './decode.ts';
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

/** Every processor that takes spans, alone, against decoding the same spans. */
export async function measureProcessors(report: (line: string) => void): Promise<Measurement[]> {
  const bodies = requests(REQUESTS * SPANS_PER_REQUEST, 'protobuf');
  const measurements: Measurement[] = [];
  for (const [type, config] of Object.entries(CONFIGS)) {
    const speeds: number[] = [];
    const decoding: number[] = [];
    for (let round = -WARM_UP; round < ROUNDS; round += 1) {
      const began = performance.now();
      const data = bodies.map((body) => decodeTraces(body, 'protobuf'));
      const decoded = performance.now();
      const { processor, clock, taken } = await create(type, config);
      await processor.start?.();
      const started = performance.now();
      for (const each of data) await processor.consume(each, emptyContext);
      // tail_sampling decides when its clock has moved on, the batch when it is shut down.
      await clock.advance(3n * SECOND);
      await processor.shutdown?.();
      const ended = performance.now();
      if (taken() === 0) throw new Error(`${type} let nothing through: the measurement would be worthless`);
      if (round < 0) continue;
      speeds.push((REQUESTS * SPANS_PER_REQUEST * 1000) / (ended - started));
      decoding.push((REQUESTS * SPANS_PER_REQUEST * 1000) / (decoded - began));
    }
    const measured = throughput(
      `processor ${type}`,
      median(speeds),
      { name: 'decoding the same spans', value: median(decoding) },
      0.1,
    );
    report(`${type}: ${measured.value.toLocaleString('en')} spans/s`);
    measurements.push(measured);
  }
  return measurements;
}

async function create(type: string, config: string) {
  // Through the loader, so that the configuration is decoded and checked as everywhere.
  const text = `receivers: {nop: }\nprocessors: {${type}: ${config}}\nexporters: {nop: }\nservice: {pipelines: {traces: {receivers: [nop], processors: [${type}], exporters: [nop]}}}`;
  parse(text);
  await components.load(namedComponents(text, {}));
  const withReceiver = text.replaceAll('receivers: {nop: }', 'receivers: {otlp: {protocols: {http: }}}');
  const loaded = loadConfig(withReceiver.replace('receivers: [nop]', 'receivers: [otlp]'), components, {});
  if (!loaded.ok) throw new Error(`${type}: ${loaded.text}`);
  const component = loaded.config.processors.get(type);
  const create = (component?.factory as ProcessorFactory | undefined)?.create.traces;
  if (component === undefined || create === undefined) throw new Error(`${type} takes no spans`);
  let taken = 0;
  const next: Consumer<'traces'> = {
    mutatesData: false,
    async consume(data) {
      taken += countSpans(data);
      return undefined;
    },
  };
  const clock = new ManualClock(1_700_000_000_000_000_000n);
  const none = (): void => undefined;
  const processor = create(
    component.config as never,
    {
      id: type,
      clock,
      logger: consoleLogger(none, clock, 'error'),
      telemetry: new SelfTelemetry(),
      network: new VirtualNetwork(),
      print: none,
      backends: { traces: none, metrics: none, logs: none, profiles: none },
      files: new MemoryFiles(),
      memory: new MemoryAccount(),
      random: Math.random,
      extension: () => undefined,
    },
    next,
  );
  return { processor, clock, taken: () => taken };
}
