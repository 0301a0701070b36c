import type {
  Attributes,
  ExponentialHistogramDataPoint,
  HistogramDataPoint,
  Metric,
  MetricsData,
  NumberDataPoint,
  SummaryDataPoint,
} from '../../../../otlp/model.ts';
import { pairs, resourceText, scopeText } from './attributes-text.ts';
import { bucketBound } from './bucket-bound.ts';
import { fixedText, shortestText } from './float-text.ts';

/** The text of verbosity `normal`: a line for each resource, scope and data point. */
export function normalMetrics(data: MetricsData): string {
  let text = '';
  for (const [i, { resource, schemaUrl, scopeMetrics }] of data.resourceMetrics.entries()) {
    text += `ResourceMetrics #${i}${resourceText(schemaUrl, resource.attributes)}\n`;
    for (const [j, { scope, schemaUrl: scopeSchema, metrics }] of scopeMetrics.entries()) {
      text += `ScopeMetrics #${j}${scopeText(scope, scopeSchema)}\n`;
      for (const metric of metrics) {
        for (const { attributes, value } of valuesOf(metric)) {
          text += `${metric.name}{${pairs(attributes).join(',')}} ${value}\n`;
        }
      }
    }
  }
  return text;
}

function valuesOf(metric: Metric): { attributes: Attributes; value: string }[] {
  const { gauge, sum, histogram, exponentialHistogram, summary } = metric;
  const numbers = gauge ?? sum;
  if (numbers !== undefined) return numbers.dataPoints.map((point) => line(point, numberText(point)));
  if (histogram !== undefined) {
    return histogram.dataPoints.map((point) => line(point, histogramText(point)));
  }
  if (exponentialHistogram !== undefined) {
    return exponentialHistogram.dataPoints.map((point) => line(point, exponentialText(point)));
  }
  return (summary?.dataPoints ?? []).map((point) => line(point, summaryText(point)));
}

function line({ attributes }: { readonly attributes: Attributes }, value: string) {
  return { attributes, value };
}

function numberText({ asInt, asDouble }: NumberDataPoint): string {
  if (asInt !== undefined) return asInt.toString();
  return asDouble === undefined ? '' : shortestText(asDouble);
}

function aggregateText(point: HistogramDataPoint | ExponentialHistogramDataPoint): string {
  let text = `count=${point.count}`;
  for (const name of ['sum', 'min', 'max'] as const) {
    const value = point[name];
    if (value !== undefined) text += ` ${name}=${shortestText(value)}`;
  }
  return text;
}

function histogramText(point: HistogramDataPoint): string {
  let text = aggregateText(point);
  for (const [index, count] of point.bucketCounts.entries()) {
    const bound = point.explicitBounds[index];
    text += ` ${bound === undefined ? '' : `le${shortestText(bound)}=`}${count}`;
  }
  return text;
}

function exponentialText(point: ExponentialHistogramDataPoint): string {
  const { scale, negative, positive, zeroCount } = point;
  let text = aggregateText(point);
  for (let index = negative.bucketCounts.length - 1; index >= 0; index -= 1) {
    const bound = -bucketBound(scale, negative.offset + index);
    text += ` le${shortestText(bound)}=${negative.bucketCounts[index]}`;
  }
  if (zeroCount !== 0n) text += ` zero=${zeroCount}`;
  for (const [index, count] of positive.bucketCounts.entries()) {
    text += ` le${shortestText(bucketBound(scale, positive.offset + index + 1))}=${count}`;
  }
  return text;
}

function summaryText({ count, sum, quantileValues }: SummaryDataPoint): string {
  let text = `count=${count} sum=${fixedText(sum)}`;
  for (const { quantile, value } of quantileValues) {
    text += ` q${shortestText(quantile)}=${shortestText(value)}`;
  }
  return text;
}
