/** The data points the collector is measured with: counters of a fleet, each of which grows from request to request. */
import { encodeRequest } from '../../../otlp/export-request.ts';
import type { Metric, MetricsData, NumberDataPoint } from '../../../otlp/model.ts';

const SERIES = 256;
const START = 1_700_000_000_000_000_000n;
const SECOND = 1_000_000_000n;

/** Data points in a request. */
export const POINTS_PER_REQUEST = SERIES * 2;

/** Request bodies, a second apart; every series is in each of them. */
export function metricRequests(count: number): Uint8Array[] {
  return Array.from({ length: count }, (_, index) => encodeRequest('metrics', metrics(index), 'protobuf'));
}

function metrics(round: number): MetricsData {
  const scope = { name: 'http', version: '1.0.0', attributes: new Map(), droppedAttributesCount: 0 };
  const attributes = new Map([
    ['service.name', 'orders'],
    ['host.name', 'node-1'],
  ]);
  return {
    resourceMetrics: [
      {
        resource: { attributes, droppedAttributesCount: 0 },
        scopeMetrics: [
          {
            scope,
            metrics: ['http.server.requests', 'http.server.bytes'].map((name) => counter(name, round)),
            schemaUrl: '',
          },
        ],
        schemaUrl: '',
      },
    ],
  };
}

function counter(name: string, round: number): Metric {
  return {
    name,
    description: '',
    unit: '1',
    gauge: undefined,
    sum: {
      aggregationTemporality: 2,
      isMonotonic: true,
      dataPoints: Array.from({ length: SERIES }, (_, series) => point(series, round)),
    },
    histogram: undefined,
    exponentialHistogram: undefined,
    summary: undefined,
    metadata: new Map(),
  };
}

function point(series: number, round: number): NumberDataPoint {
  return {
    attributes: new Map([
      ['http.route', `/api/${series % 16}`],
      ['pod', `orders-${series}`],
    ]),
    startTimeUnixNano: START,
    timeUnixNano: START + BigInt(round + 1) * SECOND,
    asDouble: undefined,
    asInt: BigInt((round + 1) * (series + 1)),
    exemplars: [],
    flags: 0,
  };
}
