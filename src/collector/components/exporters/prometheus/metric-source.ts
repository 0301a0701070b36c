import type { MetricsData } from '../../../../otlp/model.ts';
import type { Clock } from '../../../pipeline/clock.ts';
import type { Logger } from '../../../pipeline/logger.ts';
import { Accumulator } from './accumulator.ts';
import type { PrometheusConfig } from './config.ts';
import { type Description, describe } from './description.ts';
import { FamilyRegistry } from './family-registry.ts';
import { labelName } from './label-name.ts';
import type { Label, Sample } from './metric-family.ts';
import { metricName, type NamedMetric } from './metric-name.ts';
import { type Naming, namingOf } from './naming.ts';
import { familyTypeOf, sampleValue } from './sample-value.ts';
import type { Series } from './series.ts';
import { seriesLabels } from './series-labels.ts';
import { targetInfo } from './target-info.ts';

const NS_PER_MS = 1_000_000n;

/** A sample with what is needed to put it into its family. */
export interface CollectedMetric {
  readonly description: Description;
  readonly sample: Sample;
}

/** Takes metrics of OTLP and gives what is known of them as metrics of Prometheus. */
export class MetricSource {
  readonly #config: PrometheusConfig;
  readonly #logger: Logger;
  readonly #naming: Naming;
  readonly #namespace: string;
  readonly #constant: readonly Label[];
  readonly #accumulator: Accumulator;
  readonly #families: FamilyRegistry;

  constructor(config: PrometheusConfig, clock: Clock, logger: Logger) {
    const expiration = config.metric_expiration;
    this.#config = config;
    this.#logger = logger;
    this.#naming = namingOf(config);
    this.#namespace = this.#labelOf(config.namespace);
    this.#constant = [...(config.const_labels ?? [])].map(([name, value]) => ({ name, value }));
    this.#accumulator = new Accumulator(expiration, clock, logger);
    this.#families = new FamilyRegistry(expiration, clock, logger);
  }

  add(data: MetricsData): void {
    for (const each of data.resourceMetrics) this.#accumulator.add(each);
  }

  forgetExpired(): void {
    this.#accumulator.forgetExpired();
    this.#families.forgetExpired();
  }

  /** What hasn't expired; what can't be converted is logged instead. */
  collect(): readonly CollectedMetric[] {
    this.#logger.log('debug', 'collect called');
    const series = this.#accumulator.collect();
    const info = targetInfo(series, this.#namespace, this.#naming);
    if (info.failure !== undefined) this.#failed('target_info', info.failure);
    const collected: CollectedMetric[] = info.descriptions.map((description) => ({
      description,
      sample: { labels: description.labels, value: { type: 'gauge', value: 1 }, timestampMs: undefined },
    }));
    for (const { description } of collected) this.#served(description);
    for (const each of series) {
      try {
        const metric = this.#converted(each);
        collected.push(metric);
        this.#served(metric.description);
      } catch (error) {
        this.#failed(each.name, error);
      }
    }
    this.#families.forgetExpired();
    return collected;
  }

  #converted(series: Series): CollectedMetric {
    const { last, origin } = series;
    const type = familyTypeOf(last);
    const name = metricName(named(series), this.#naming);
    const help = this.#families.helpFor(name, type, series.description);
    const labels = seriesLabels(last.point.attributes, origin, {
      utf8: this.#naming.utf8,
      withScope: !this.#config.without_scope_info,
    });
    const description = describe(name, help, labels, this.#constant);
    const value = sampleValue(last);
    const timestampMs = this.#config.send_timestamps ? milliseconds(last.point.timeUnixNano) : undefined;
    return { description, sample: { labels: description.labels, value, timestampMs } };
  }

  #labelOf(namespace: string): string {
    if (namespace === '') return '';
    try {
      return labelName(namespace, this.#naming.utf8);
    } catch (error) {
      this.#logger.log('error', 'failed to build namespace, ignoring', { error: (error as Error).message });
      return '';
    }
  }

  #served({ text }: Description): void {
    this.#logger.log('debug', `metric served: ${text}`);
  }

  #failed(name: string, error: unknown): void {
    const reason = error instanceof Error ? error.message : String(error);
    this.#logger.log('error', `failed to convert metric ${name}: ${reason}`);
  }
}

/** What the name of a metric depends on besides its own: whether it is a counter or a gauge. */
function named({ name, unit, last }: Series): NamedMetric {
  const kind =
    last.type === 'Gauge' ? 'gauge' : last.type === 'Sum' && last.isMonotonic ? 'counter' : 'other';
  return { name, unit, kind };
}

/** Rounded down. */
function milliseconds(ns: bigint): bigint {
  const signed = BigInt.asIntN(64, ns);
  const rest = ((signed % NS_PER_MS) + NS_PER_MS) % NS_PER_MS;
  return (signed - rest) / NS_PER_MS;
}
