import { dataPointsOf } from '../../../../otlp/items.ts';
import type { MetricsData } from '../../../../otlp/model.ts';
import { hasPatterns, isEmpty, type PrometheusConfig, type ResourceLabelsConfig } from './config.ts';
import { wildcardPattern } from './wildcard-pattern.ts';

const SERVICE = ['service.name', 'service.namespace', 'service.instance.id'];

/**
 * Puts resource attributes into the attributes of data points, as the configuration says; `undefined` where it says
 * nothing of that. It changes the data.
 */
export function resourceLabels(config: PrometheusConfig): ((data: MetricsData) => void) | undefined {
  const { resource_constant_labels: labels, resource_to_telemetry_conversion: older } = config;
  const settings = isEmpty(labels) ? older : labels;
  if (!settings.enabled && !hasPatterns(settings)) return undefined;
  const takes = hasPatterns(settings) ? patternsOf(settings) : legacyOf(settings);
  return (data) => {
    for (const { resource, scopeMetrics } of data.resourceMetrics) {
      const taken = [...resource.attributes].filter(([key]) => takes(key));
      if (taken.length === 0) continue;
      for (const { metrics } of scopeMetrics) {
        for (const metric of metrics) {
          for (const { attributes } of dataPointsOf(metric)) {
            for (const [key, value] of taken) attributes.set(key, value);
          }
        }
      }
    }
  };
}

function legacyOf({ exclude_service_attributes: excludes }: ResourceLabelsConfig): (key: string) => boolean {
  return (key) => !excludes || !SERVICE.includes(key);
}

function patternsOf({ included, excluded }: ResourceLabelsConfig): (key: string) => boolean {
  const includes = (included ?? []).map(wildcardPattern);
  const excludes = (excluded ?? []).map(wildcardPattern);
  return (key) =>
    !excludes.some((matches) => matches(key)) &&
    (includes.length === 0 || includes.some((matches) => matches(key)));
}
