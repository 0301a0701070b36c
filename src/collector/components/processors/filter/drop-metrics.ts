import type { Metric, MetricsData, ResourceMetrics, ScopeMetrics } from '../../../../otlp/model.ts';
import { dataPointsOf } from '../../../ottl/contexts/data-points.ts';
import {
  DataPointContext,
  MetricContext,
  ResourceContext,
  ScopeContext,
} from '../../../ottl/contexts/transform-context.ts';
import type { ConsumeContext } from '../../../pipeline/consumer.ts';
import type { FilterPass } from './filter-pass.ts';
import { removeIf } from './remove-if.ts';

/** Drops resources, scopes, metrics and data points; what is empty afterwards goes too. */
export function metricDropper(): (data: MetricsData, pass: FilterPass, consumed: ConsumeContext) => void {
  const resource = new ResourceContext();
  const scope = new ScopeContext();
  const metricContext = new MetricContext();
  const dataPoint = new DataPointContext();

  const dropPoints = (
    pass: FilterPass,
    resourceMetrics: ResourceMetrics,
    scopeMetrics: ScopeMetrics,
    metric: Metric,
  ): boolean => {
    const data = dataPointsOf(metric);
    if (data === undefined) return false;
    const errors = pass.errorCount;
    removeIf(data.points, (point) =>
      pass.drops(
        'datapoint',
        dataPoint.enterDataPoint(resourceMetrics, scopeMetrics, metric, data.kind, point),
      ),
    );
    if (!pass.older && pass.errorCount > errors) return false;
    return data.points.length === 0;
  };

  return (data, pass, consumed) => {
    for (const each of [resource, scope, metricContext, dataPoint]) each.begin(consumed);
    const scopes = pass.has('scope');
    const metrics = pass.has('metric');
    const points = pass.has('datapoint');
    removeIf(data.resourceMetrics, (resourceMetrics) => {
      const errors = pass.errorCount;
      if (pass.drops('resource', resource.enter(resourceMetrics))) return true;
      if (pass.errorCount > errors) return false;
      if (!scopes && !metrics && !points) return resourceMetrics.scopeMetrics.length === 0;
      removeIf(resourceMetrics.scopeMetrics, (scopeMetrics) => {
        const before = pass.errorCount;
        if (scopes && pass.drops('scope', scope.enterScope(resourceMetrics, scopeMetrics))) return true;
        if (pass.errorCount > before) return false;
        if (!metrics && !points) return scopeMetrics.metrics.length === 0;
        removeIf(scopeMetrics.metrics, (metric) => {
          const errorsBefore = pass.errorCount;
          if (
            metrics &&
            pass.drops('metric', metricContext.enterMetric(resourceMetrics, scopeMetrics, metric))
          ) {
            return true;
          }
          if (!points || pass.errorCount > errorsBefore) return false;
          return dropPoints(pass, resourceMetrics, scopeMetrics, metric);
        });
        return scopeMetrics.metrics.length === 0;
      });
      return resourceMetrics.scopeMetrics.length === 0;
    });
  };
}
