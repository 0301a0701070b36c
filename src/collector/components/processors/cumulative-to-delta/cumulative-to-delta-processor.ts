import { AggregationTemporality, type InstrumentationScope, type Metric } from '../../../../otlp/model.ts';
import type { ComponentContext, Processor } from '../../../pipeline/component.ts';
import type { Consumer } from '../../../pipeline/consumer.ts';
import { JsonText } from '../../../pipeline/logger.ts';
import { valueText } from '../../exporters/debug/value-text.ts';
import { removeIf } from '../filter/remove-if.ts';
import type { CumulativeToDeltaConfig } from './config.ts';
import {
  type Conversion,
  convertExponentialHistogram,
  convertHistogram,
  convertNumber,
  type Point,
} from './conversions.ts';
import { type MetricKind, type MetricSelection, metricSelection } from './metric-selection.ts';
import { metricIdentity, resourceIdentity } from './stream-identity.ts';
import { Streams } from './streams.ts';
import { Tally } from './tally.ts';

/** The kinds by the names the collector's log has. */
const KIND_NAMES: Readonly<Record<MetricKind, string>> = {
  sum: 'Sum',
  histogram: 'Histogram',
  exponentialHistogram: 'ExponentialHistogram',
};

/** Makes deltas of cumulative monotonic sums and histograms; all else passes. What has no points left is removed. */
export function createCumulativeToDeltaProcessor(
  config: CumulativeToDeltaConfig,
  context: ComponentContext,
  next: Consumer<'metrics'>,
): Processor<'metrics'> {
  const streams = new Streams(config, context);
  const converter = new Converter(streams, metricSelection(config), context);
  context.telemetry.observe('otelcol_cumulativetodelta_streams_tracked', {}, () => streams.size);
  let stopSweeping: (() => void) | undefined;

  const sweepLater = (): void => {
    stopSweeping = context.clock.setTimer(config.max_staleness, () => {
      streams.forget(context.clock.now() - config.max_staleness);
      sweepLater();
    });
  };

  return {
    mutatesData: true,
    async start() {
      if (config.max_staleness > 0n) sweepLater();
    },
    async consume(data, consumed) {
      removeIf(data.resourceMetrics, ({ resource, scopeMetrics }) => {
        const identity = resourceIdentity(resource);
        removeIf(scopeMetrics, ({ scope, metrics }) => {
          removeIf(metrics, (metric) => converter.convert(metric, scope, identity));
          return metrics.length === 0;
        });
        return scopeMetrics.length === 0;
      });
      return next.consume(data, consumed);
    },
    async shutdown() {
      stopSweeping?.();
    },
  };
}

class Converter {
  readonly #streams: Streams;
  readonly #selected: MetricSelection;
  readonly #context: ComponentContext;

  constructor(streams: Streams, selected: MetricSelection, context: ComponentContext) {
    this.#streams = streams;
    this.#selected = selected;
    this.#context = context;
  }

  /** Whether nothing is left of the metric. `resource` is the identity of its resource. */
  convert(metric: Metric, scope: InstrumentationScope, resource: string): boolean {
    const { sum, histogram, exponentialHistogram } = metric;
    const identity = (kind: MetricKind): string => metricIdentity(kind, metric, scope, resource);
    if (sum !== undefined) {
      if (!this.#selected(metric.name, 'sum') || !isCumulative(sum) || !sum.isMonotonic) return false;
      return this.#convert(sum, metric.name, 'sum', identity('sum'), convertNumber);
    }
    if (histogram !== undefined) {
      if (!this.#selected(metric.name, 'histogram') || !isCumulative(histogram)) return false;
      if (histogram.dataPoints.length === 0) return false;
      return this.#convert(histogram, metric.name, 'histogram', identity('histogram'), convertHistogram);
    }
    if (exponentialHistogram === undefined) return false;
    const kind = 'exponentialHistogram';
    if (!this.#selected(metric.name, kind) || !isCumulative(exponentialHistogram)) return false;
    if (exponentialHistogram.dataPoints.length === 0) return false;
    return this.#convert(
      exponentialHistogram,
      metric.name,
      kind,
      identity(kind),
      convertExponentialHistogram,
    );
  }

  #convert<P extends Point>(
    data: { readonly dataPoints: P[]; aggregationTemporality: number },
    name: string,
    kind: MetricKind,
    identity: string,
    convert: Conversion<P>,
  ): boolean {
    const tally = new Tally();
    removeIf(data.dataPoints, (point) => {
      const fate = convert(point, identity, this.#streams);
      tally.count(fate);
      if (fate === 'reset') this.#logReset(name, kind, point);
      return fate !== 'converted' && fate !== 'kept';
    });
    tally.addTo(this.#context.telemetry, kind);
    data.aggregationTemporality = AggregationTemporality.Delta;
    return data.dataPoints.length === 0;
  }

  #logReset(name: string, kind: MetricKind, { attributes }: Point): void {
    this.#context.logger.log('debug', 'reset detected during cumulative-to-delta conversion', {
      metric_name: name,
      metric_type: KIND_NAMES[kind],
      attributes: new JsonText(valueText(attributes)),
    });
  }
}

function isCumulative({ aggregationTemporality }: { readonly aggregationTemporality: number }): boolean {
  return aggregationTemporality === AggregationTemporality.Cumulative;
}
