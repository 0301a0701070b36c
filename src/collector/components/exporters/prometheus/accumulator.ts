import {
  AggregationTemporality,
  type Attributes,
  type ExponentialHistogramDataPoint,
  type HistogramDataPoint,
  type Metric,
  type NumberDataPoint,
  type ResourceMetrics,
} from '../../../../otlp/model.ts';
import type { Clock } from '../../../pipeline/clock.ts';
import type { Logger } from '../../../pipeline/logger.ts';
import { timeText } from '../debug/time-text.ts';
import { mergeExponentialHistogram } from './merge-exponential-histogram.ts';
import { mergeHistogram } from './merge-histogram.ts';
import type { LastPoint, Origin, Series } from './series.ts';
import { signature, signaturePrefix } from './series-signature.ts';
import { serviceLabels } from './service-labels.ts';

const NO_RECORDED_VALUE = 1;

/** What points of all kinds have. */
interface AnyPoint {
  readonly attributes: Attributes;
  readonly startTimeUnixNano: bigint;
  readonly timeUnixNano: bigint;
  readonly flags: number;
}

type Distribution = HistogramDataPoint | ExponentialHistogramDataPoint;

/** What becomes of a series with a new point; `undefined` leaves it as it is. */
type Update<P> = (point: P, previous: LastPoint | undefined) => LastPoint | undefined;

/**
 * Keeps the last point of every series, and makes deltas cumulative. Series that get no points for longer than the
 * expiration (ns) are forgotten. It keeps the points it is given.
 */
export class Accumulator {
  readonly #series = new Map<string, Series>();
  readonly #expiration: bigint;
  readonly #clock: Clock;
  readonly #logger: Logger;

  constructor(expiration: bigint, clock: Clock, logger: Logger) {
    this.#expiration = expiration;
    this.#clock = clock;
    this.#logger = logger;
  }

  add({ resource, scopeMetrics }: ResourceMetrics): void {
    const updated = this.#clock.now();
    const service = serviceLabels(resource.attributes);
    for (const { scope, schemaUrl, metrics } of scopeMetrics) {
      const { name, version, attributes } = scope;
      const origin = {
        resource: resource.attributes,
        service,
        scope: { name, version, schemaUrl, attributes },
      };
      for (const metric of metrics) this.#addMetric(metric, origin, updated);
    }
  }

  /** The series that haven't expired, in the order they came. */
  collect(): readonly Series[] {
    this.#logger.log('debug', 'Accumulator collect called');
    this.forgetExpired();
    return [...this.#series.values()];
  }

  forgetExpired(): void {
    const oldest = this.#clock.now() - this.#expiration;
    for (const [key, { name, updated }] of this.#series) {
      if (updated >= oldest) continue;
      this.#logger.log('debug', `metric expired: ${name}`);
      this.#series.delete(key);
    }
  }

  #addMetric(metric: Metric, origin: Origin, updated: bigint): void {
    this.#logger.log('debug', `accumulating metric: ${metric.name}`);
    const { gauge, sum, histogram, exponentialHistogram, summary } = metric;
    if (gauge !== undefined) {
      this.#addPoints(
        metric,
        'Gauge',
        gauge.dataPoints,
        origin,
        updated,
        latest((point) => ({ type: 'Gauge', point })),
      );
    } else if (sum !== undefined) {
      this.#addSum(metric, sum, origin, updated);
    } else if (histogram !== undefined) {
      this.#logger.log('debug', 'Accumulate histogram.....');
      const update = this.#distribution<HistogramDataPoint>(
        metric.name,
        histogram.aggregationTemporality,
        (point) => ({ type: 'Histogram', point }),
        mergeHistogram,
      );
      this.#addPoints(metric, 'Histogram', histogram.dataPoints, origin, updated, update);
    } else if (exponentialHistogram !== undefined) {
      this.#logger.log('debug', 'Accumulate native histogram.....');
      const update = this.#distribution<ExponentialHistogramDataPoint>(
        metric.name,
        exponentialHistogram.aggregationTemporality,
        (point) => ({ type: 'ExponentialHistogram', point }),
        mergeExponentialHistogram,
      );
      this.#addPoints(
        metric,
        'ExponentialHistogram',
        exponentialHistogram.dataPoints,
        origin,
        updated,
        update,
      );
    } else if (summary !== undefined) {
      this.#addPoints(
        metric,
        'Summary',
        summary.dataPoints,
        origin,
        updated,
        latest((point) => ({ type: 'Summary', point })),
      );
    } else {
      this.#logger.log('error', 'failed to translate metric', {
        data_type: 'Empty',
        metric_name: metric.name,
      });
    }
  }

  #addSum(metric: Metric, sum: NonNullable<Metric['sum']>, origin: Origin, updated: bigint): void {
    const { aggregationTemporality, isMonotonic, dataPoints } = sum;
    if (aggregationTemporality === AggregationTemporality.Unspecified) return;
    const delta = aggregationTemporality === AggregationTemporality.Delta;
    if (delta && !isMonotonic) {
      this.#logger.log('debug', 'refusing non-monotonic delta sum metric', {
        metric_name: metric.name,
        data_points_refused: dataPoints.length,
        reason: 'non-monotonic sum with delta aggregation temporality is not supported',
      });
      return;
    }
    const update: Update<NumberDataPoint> = (point, previous) => {
      if (previous?.type !== 'Sum') return { type: 'Sum', point, isMonotonic };
      if (point.timeUnixNano < previous.point.timeUnixNano) return undefined;
      const follows = delta && point.startTimeUnixNano === previous.point.timeUnixNano;
      return { type: 'Sum', point: follows ? added(previous.point, point) : point, isMonotonic };
    };
    this.#addPoints(metric, 'Sum', dataPoints, origin, updated, update);
  }

  /** A point without a recorded value ends its series, and keeps the rest of the metric's points from being looked at. */
  #addPoints<P extends AnyPoint>(
    { name, description, unit }: Metric,
    type: LastPoint['type'],
    points: readonly P[],
    origin: Origin,
    updated: bigint,
    update: Update<P>,
  ): void {
    const prefix = signaturePrefix(name, type, origin);
    for (const point of points) {
      const key = signature(prefix, point.attributes, origin);
      if ((point.flags & NO_RECORDED_VALUE) !== 0) {
        this.#series.delete(key);
        return;
      }
      const last = update(point, this.#series.get(key)?.last);
      if (last !== undefined) this.#series.set(key, { name, description, unit, last, origin, updated });
    }
  }

  #distribution<P extends Distribution>(
    name: string,
    temporality: number,
    lastOf: (point: P) => LastPoint,
    merge: (previous: P, delta: P) => P,
  ): Update<P> {
    return (point, last) => {
      if (last === undefined) return lastOf(point);
      // The signature has the type in it.
      const previous = last.point as P;
      if (temporality === AggregationTemporality.Cumulative) {
        return point.timeUnixNano < previous.timeUnixNano ? undefined : lastOf(point);
      }
      if (temporality !== AggregationTemporality.Delta) return undefined;
      if (point.startTimeUnixNano === previous.timeUnixNano) {
        this.#logger.log('debug', 'Accumulate another histogram datapoint');
        return lastOf(merge(previous, point));
      }
      return this.#misaligned(name, point, previous) ? lastOf(point) : undefined;
    };
  }

  /** Whether a delta that doesn't follow on the last point is a new beginning. */
  #misaligned(name: string, point: AnyPoint, previous: AnyPoint): boolean {
    this.#logger.log('warn', 'Misaligned starting timestamps', {
      ip_start_time: timeText(point.startTimeUnixNano),
      pp_start_time: timeText(previous.startTimeUnixNano),
      pp_timestamp: timeText(previous.timeUnixNano),
      ip_timestamp: timeText(point.timeUnixNano),
    });
    if (point.startTimeUnixNano > previous.timeUnixNano) return true;
    this.#logger.log('warn', 'Dropped misaligned histogram datapoint', { metric_name: name });
    return false;
  }
}

/** Replaces the last point unless the new one is older. */
function latest<P extends AnyPoint>(lastOf: (point: P) => LastPoint): Update<P> {
  return (point, previous) =>
    previous !== undefined && point.timeUnixNano < previous.point.timeUnixNano ? undefined : lastOf(point);
}

/** A sum with a delta added. A sum of the other type of number counts as 0. */
function added(previous: NumberDataPoint, delta: NumberDataPoint): NumberDataPoint {
  const startTimeUnixNano = previous.startTimeUnixNano;
  if (delta.asInt !== undefined) {
    return { ...delta, startTimeUnixNano, asInt: BigInt.asIntN(64, delta.asInt + (previous.asInt ?? 0n)) };
  }
  if (delta.asDouble === undefined) return { ...delta, startTimeUnixNano };
  return { ...delta, startTimeUnixNano, asDouble: delta.asDouble + (previous.asDouble ?? 0) };
}
