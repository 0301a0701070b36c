import { dataPointsOf } from '../../../../otlp/items.ts';
import type {
  Attributes,
  Metric,
  MetricsData,
  ResourceMetrics,
  ScopeMetrics,
} from '../../../../otlp/model.ts';
import { PermanentError } from '../../../pipeline/consumer.ts';
import { attributePart, extendedKey, type PartialKey } from './attribute-key.ts';
import { goMapText } from './go-map-text.ts';
import { resourceIdentity, streamIdentities } from './identity.ts';
import { textHash } from './key-hash.ts';
import { MetricsMerger } from './metrics-merger.ts';
import { type Divide, type FindBackend, Parts } from './parts.ts';

/** How metrics are divided by a `routing_key`; `undefined` where it isn't one for metrics. `complain` is told what is left out. */
export function divideMetrics(
  routingKey: string,
  attributes: readonly string[],
  complain: (problem: string) => void,
): Divide<MetricsData> | undefined {
  switch (routingKey) {
    case '':
    case 'service':
      return byService(complain);
    case 'resource':
      return merging((data, mergerFor) => {
        for (const resource of data.resourceMetrics) {
          mergerFor(resourceIdentity(resource.resource)).addResource(resource);
        }
      });
    case 'metric':
      return merging((data, mergerFor) =>
        eachMetric(data, (resource, scope, metric) =>
          mergerFor(metric.name).addMetric(resource, scope, metric),
        ),
      );
    case 'streamID':
      return merging((data, mergerFor) =>
        eachMetric(data, (resource, scope, metric) => {
          const identityOf = streamIdentities(resource, scope, metric);
          for (const point of dataPointsOf(metric)) {
            mergerFor(identityOf(point.attributes)).addPoint(resource, scope, metric, point);
          }
        }),
      );
    case 'attributes':
      return byAttributes(attributes);
    default:
      return undefined;
  }
}

type MergerFor = (key: string) => MetricsMerger;

function merging(add: (data: MetricsData, mergerFor: MergerFor) => void): Divide<MetricsData> {
  return <B>(data: MetricsData, find: FindBackend<B>) => {
    const parts = new Parts<B, MetricsMerger>(() => new MetricsMerger());
    add(data, (key) => parts.of(find(textHash(key))));
    return parts.entries().map(([backend, merger]) => [backend, merger.data]);
  };
}

function eachMetric(
  data: MetricsData,
  call: (resource: ResourceMetrics, scope: ScopeMetrics, metric: Metric) => void,
): void {
  for (const resource of data.resourceMetrics) {
    for (const scope of resource.scopeMetrics) {
      for (const metric of scope.metrics) call(resource, scope, metric);
    }
  }
}

/** Resources without a service are left out; where none has one, that is a refusal. */
function byService(complain: (problem: string) => void): Divide<MetricsData> {
  return merging((data, mergerFor) => {
    const problems: string[] = [];
    for (const resource of data.resourceMetrics) {
      const { attributes } = resource.resource;
      const service = attributes.get('service.name');
      if (service === undefined) {
        const shown = goMapText(attributes);
        problems.push(`unable to get service name from resource metric with attributes: ${shown}`);
      } else {
        mergerFor(typeof service === 'string' ? service : '').addResource(resource);
      }
    }
    for (const problem of problems) complain(problem);
    if (problems.length > 0 && problems.length === data.resourceMetrics.length) {
      throw new PermanentError(problems.join('\n'));
    }
  });
}

function byAttributes(names: readonly string[]): Divide<MetricsData> {
  const nothing: PartialKey = { text: '', pending: names };
  return merging((data, mergerFor) => {
    for (const resource of data.resourceMetrics) {
      const outer = extendedKey(nothing, resource.resource.attributes);
      if (outer.pending.length === 0) {
        mergerFor(outer.text).addResource(resource);
        continue;
      }
      for (const scope of resource.scopeMetrics) {
        const key = extendedKey(outer, scope.scope.attributes);
        if (key.pending.length === 0) {
          mergerFor(key.text).addScope(resource, scope);
          continue;
        }
        for (const metric of scope.metrics) {
          for (const point of dataPointsOf(metric)) {
            mergerFor(pointKey(key, point.attributes)).addPoint(resource, scope, metric, point);
          }
        }
      }
    }
  });
}

function pointKey({ text, pending }: PartialKey, attributes: Attributes): string {
  let key = text;
  for (const name of pending) key += attributePart(name, attributes.get(name));
  return key;
}
