import type {
  Attributes,
  Metric,
  MetricsData,
  ResourceMetrics,
  ScopeMetrics,
} from '../../../../otlp/model.ts';
import { dataPointsOf } from '../../../ottl/contexts/data-points.ts';
import {
  DataPointContext,
  ExemplarContext,
  MetricContext,
  ResourceContext,
  ScopeContext,
} from '../../../ottl/contexts/transform-context.ts';
import { OttlError } from '../../../ottl/ottl-error.ts';
import type { ConsumeContext } from '../../../pipeline/consumer.ts';
import { runGroup, type StatementGroup } from './statement-group.ts';

/** Far more than statements mean to add to a scope. */
const MAX_ADDED = 100_000;

/** The collector goes on until its memory is used up. */
function endless({ statements }: StatementGroup): OttlError {
  const texts = statements.statements.map(({ text }) => text).join('; ');
  return new OttlError(
    `statements add metrics for the metrics they add, without end; say with "where" which to start from: ${texts}`,
  );
}

/** Runs groups on the resources, scopes, metrics, data points or exemplars of metrics, one group after the other. */
export function metricTransformer(): (
  data: MetricsData,
  group: StatementGroup,
  consumed: ConsumeContext,
  cache: Attributes | undefined,
) => void {
  const resource = new ResourceContext();
  const scope = new ScopeContext();
  const metric = new MetricContext();
  const dataPoint = new DataPointContext();
  const exemplar = new ExemplarContext();

  const onPoints = (
    group: StatementGroup,
    resourceMetrics: ResourceMetrics,
    scopeMetrics: ScopeMetrics,
    each: Metric,
  ): void => {
    const data = dataPointsOf(each);
    if (data === undefined) return;
    for (const point of data.points) {
      if (group.context === 'datapoint') {
        runGroup(group, dataPoint.enterDataPoint(resourceMetrics, scopeMetrics, each, data.kind, point));
        continue;
      }
      if (!('exemplars' in point)) continue;
      for (const item of point.exemplars) {
        runGroup(group, exemplar.enterExemplar(resourceMetrics, scopeMetrics, each, data.kind, point, item));
      }
    }
  };

  return (data, group, consumed, cache) => {
    for (const each of [resource, scope, metric, dataPoint, exemplar]) each.begin(consumed, cache);
    for (const resourceMetrics of data.resourceMetrics) {
      if (group.context === 'resource') {
        runGroup(group, resource.enter(resourceMetrics));
        continue;
      }
      for (const scopeMetrics of resourceMetrics.scopeMetrics) {
        if (group.context === 'scope') {
          runGroup(group, scope.enterScope(resourceMetrics, scopeMetrics));
          continue;
        }
        const limit = scopeMetrics.metrics.length + MAX_ADDED;
        // Statements may add metrics to the list; as in the collector they are walked over too.
        for (const each of scopeMetrics.metrics) {
          if (scopeMetrics.metrics.length > limit) throw endless(group);
          if (group.context === 'metric') {
            runGroup(group, metric.enterMetric(resourceMetrics, scopeMetrics, each));
          } else {
            onPoints(group, resourceMetrics, scopeMetrics, each);
          }
        }
      }
    }
  };
}
