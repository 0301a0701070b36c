/** How the collector counts what an export holds: spans, data points, log records, samples. */
import type { LogsData, Metric, MetricsData, ProfilesData } from './model.ts';

export function countDataPoints(data: MetricsData): number {
  let count = 0;
  for (const { scopeMetrics } of data.resourceMetrics) {
    for (const { metrics } of scopeMetrics) {
      for (const metric of metrics) count += dataPointsOf(metric).length;
    }
  }
  return count;
}

/** The data points of a metric of any kind; empty when it has no data. */
export function dataPointsOf(metric: Metric) {
  const { gauge, sum, histogram, exponentialHistogram, summary } = metric;
  return (gauge ?? sum ?? histogram ?? exponentialHistogram ?? summary)?.dataPoints ?? [];
}

export function countLogRecords(data: LogsData): number {
  let count = 0;
  for (const { scopeLogs } of data.resourceLogs) {
    for (const { logRecords } of scopeLogs) count += logRecords.length;
  }
  return count;
}

export function countSamples(data: ProfilesData): number {
  let count = 0;
  for (const { scopeProfiles } of data.resourceProfiles) {
    for (const { profiles } of scopeProfiles) {
      for (const profile of profiles) count += profile.samples.length;
    }
  }
  return count;
}
