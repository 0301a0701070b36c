import {
  anyValue,
  type ConfigOf,
  duration,
  type Finding,
  field,
  float,
  integer,
  list,
  map,
  parsedString,
  string,
  struct,
} from '../../../config/schema.ts';
import { attributeProblem } from './attribute-choices.ts';

const MAX_RATE = 1_000_000;
const MAX_SPANS = 1000;
const NS_PER_MS = 1_000_000n;

export const DISTRIBUTIONS = ['constant', 'uniform', 'normal', 'exponential'] as const;
export type Distribution = (typeof DISTRIBUTIONS)[number];

export const DEFAULT_SERVICES: readonly string[] = ['frontend', 'checkout', 'payment'];
export const DEFAULT_OPERATIONS: readonly string[] = [
  'GET /',
  'GET /products',
  'POST /cart',
  'POST /checkout',
];

function oneOf<T extends string>(goType: string, values: readonly T[], fallback: T) {
  return parsedString<T>({
    goType,
    default: fallback,
    values,
    parse(text) {
      const value = values.find((each) => each === text);
      if (value === undefined) throw new Error(`unknown value "${text}", use one of: ${values.join(', ')}`);
      return value;
    },
  });
}

const latencySchema = struct('telemetrygenerator.LatencyConfig', {
  distribution: field(
    oneOf('telemetrygenerator.Distribution', DISTRIBUTIONS, 'exponential'),
    'How latencies spread: "constant", "uniform" (mean ± deviation), "normal" or "exponential" (many short ones, few long ones).',
  ),
  mean: field(duration(20n * NS_PER_MS), 'The mean time a service spends on its own work for a request.'),
  deviation: field(
    duration(5n * NS_PER_MS),
    'How far latencies stray from the mean: the standard deviation of "normal", half the range of "uniform".',
  ),
});

export type LatencyConfig = ConfigOf<typeof latencySchema>;

const attributesField = field(
  map(anyValue),
  'Attributes of every item, besides its own. Of a list, each item gets one of the values, at random.',
);

const errorRatioField = (fallback: number, of: string) =>
  field(float('float64', fallback), `The share of ${of}, between 0 and 1.`);

const tracesSchema = struct('telemetrygenerator.TracesConfig', {
  rate: field(float('float64', 10), 'Traces begun per second. 0 makes none.'),
  count: field(integer('int', 0), 'The number of traces after which no more are made. 0 means no limit.'),
  depth: field(
    integer('int', 3),
    'How many services a request goes through, one behind the other. Each is a server span; each call between them is a client span too.',
  ),
  breadth: field(integer('int', 1), 'How many further services each service calls.'),
  error_ratio: errorRatioField(
    0.05,
    'traces with an error, which spreads from where it happens up to the root',
  ),
  latency: field(latencySchema, 'How long services take.'),
  attributes: attributesField,
});

const metricsSchema = struct('telemetrygenerator.MetricsConfig', {
  rate: field(
    float('float64', 10),
    'Data points per second, in turn of a counter, a gauge and a histogram of each service. 0 makes none.',
  ),
  count: field(
    integer('int', 0),
    'The number of data points after which no more are made. 0 means no limit.',
  ),
  temporality: field(
    oneOf('telemetrygenerator.Temporality', ['cumulative', 'delta'] as const, 'cumulative'),
    'Whether counters and histograms report all since the start ("cumulative") or since their last point ("delta").',
  ),
  latency: field(latencySchema, 'What the histogram measures.'),
  attributes: attributesField,
});

const logsSchema = struct('telemetrygenerator.LogsConfig', {
  rate: field(float('float64', 10), 'Log records per second. 0 makes none.'),
  count: field(
    integer('int', 0),
    'The number of log records after which no more are made. 0 means no limit.',
  ),
  error_ratio: errorRatioField(0.05, 'records with severity ERROR'),
  attributes: attributesField,
});

export const telemetryGeneratorSchema = struct(
  'telemetrygenerator.Config',
  {
    seed: field(
      integer('int64', 1),
      'What chance starts from: the same seed and start time give the same telemetry. Change it for another course.',
    ),
    interval: field(
      duration(100n * NS_PER_MS),
      'How often what is due is handed to the pipelines; the longer, the larger the batches.',
    ),
    services: field(
      list(string()),
      `The names of the services, as resources have them. Default: ${JSON.stringify(DEFAULT_SERVICES)}.`,
    ),
    operations: field(
      list(string()),
      `What requests ask for: "METHOD /route". Default: ${JSON.stringify(DEFAULT_OPERATIONS)}.`,
    ),
    resource_attributes: field(map(anyValue), 'Attributes of every resource besides service.name.'),
    traces: field(tracesSchema, 'The spans, where a traces pipeline has this receiver.'),
    metrics: field(metricsSchema, 'The data points, where a metrics pipeline has this receiver.'),
    logs: field(logsSchema, 'The log records, where a logs pipeline has this receiver.'),
  },
  {
    validate: (config) => [
      ...generalFindings(config),
      ...signalFindings(config),
      ...traceFindings(config.traces),
    ],
  },
);

export type TelemetryGeneratorConfig = ConfigOf<typeof telemetryGeneratorSchema>;
export type TracesConfig = ConfigOf<typeof tracesSchema>;
export type MetricsConfig = ConfigOf<typeof metricsSchema>;
export type LogsConfig = ConfigOf<typeof logsSchema>;

/** The spans of a trace: servers, and a client for each but the first. */
export function spansPerTrace({ depth, breadth }: Pick<TracesConfig, 'depth' | 'breadth'>): number {
  let servers = 0;
  let level = 1;
  for (let index = 0; index < depth && servers <= MAX_SPANS; index += 1) {
    servers += level;
    level *= breadth;
  }
  return 2 * servers - 1;
}

function generalFindings(config: {
  interval: bigint;
  services: string[] | undefined;
  operations: string[] | undefined;
  resource_attributes: Map<string, unknown> | undefined;
}): Finding[] {
  const findings: Finding[] = [];
  if (config.interval < NS_PER_MS) {
    findings.push({ message: 'interval must be at least 1ms', at: ['interval'] });
  }
  for (const key of ['services', 'operations'] as const) {
    if (config[key]?.length === 0) findings.push({ message: `${key} must not be empty`, at: [key] });
  }
  return [...findings, ...attributeFindings(['resource_attributes'], config.resource_attributes)];
}

type Section = { rate: number; count: number; attributes: Map<string, unknown> | undefined } & {
  error_ratio?: number;
  latency?: LatencyConfig;
};

function signalFindings(config: { traces: Section; metrics: Section; logs: Section }): Finding[] {
  const findings: Finding[] = [];
  for (const signal of ['traces', 'metrics', 'logs'] as const) {
    const section = config[signal];
    const object = (key: string, message: string): void => {
      findings.push({ message: `${signal}: ${key} ${message}`, at: [signal, ...key.split('::')] });
    };
    if (!(section.rate >= 0 && section.rate <= MAX_RATE)) object('rate', `must be between 0 and ${MAX_RATE}`);
    if (section.count < 0) object('count', 'must not be negative');
    const { error_ratio: ratio, latency } = section;
    if (ratio !== undefined && !(ratio >= 0 && ratio <= 1)) object('error_ratio', 'must be between 0 and 1');
    if (latency !== undefined && latency.mean < 0n) object('latency::mean', 'must not be negative');
    if (latency !== undefined && latency.deviation < 0n) object('latency::deviation', 'must not be negative');
    findings.push(...attributeFindings([signal, 'attributes'], section.attributes));
  }
  return findings;
}

function traceFindings(traces: { depth: number; breadth: number }): Finding[] {
  for (const key of ['depth', 'breadth'] as const) {
    if (traces[key] < 1) return [{ message: `traces: ${key} must be at least 1`, at: ['traces', key] }];
  }
  if (spansPerTrace(traces) <= MAX_SPANS) return [];
  const message = `traces: depth and breadth make traces of more than ${MAX_SPANS} spans`;
  return [{ message, at: ['traces', 'depth'] }];
}

function attributeFindings(at: readonly string[], attributes: Map<string, unknown> | undefined): Finding[] {
  return [...(attributes ?? [])].flatMap(([key, value]) => {
    const problem = attributeProblem(value);
    return problem === undefined
      ? []
      : [{ message: `${[...at, key].join('::')} ${problem}`, at: [...at, key] }];
  });
}
