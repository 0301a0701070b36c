import type {
  Exemplar,
  ExponentialHistogramDataPoint,
  HistogramDataPoint,
  Metric,
  MetricsData,
  NumberDataPoint,
  SummaryDataPoint,
} from '../../../../otlp/model.ts';
import { asText, attributeLines, INDENT, nestedAttributeLines, scopeLines } from './attributes-text.ts';
import { bucketBound } from './bucket-bound.ts';
import { fixedText } from './float-text.ts';
import { timeText } from './time-text.ts';

const TEMPORALITIES = ['Unspecified', 'Delta', 'Cumulative'];

/** The text of verbosity `detailed`: everything a metric holds. */
export function detailedMetrics(data: MetricsData): string {
  const lines: string[] = [];
  for (const [i, { resource, schemaUrl, scopeMetrics }] of data.resourceMetrics.entries()) {
    lines.push(`ResourceMetrics #${i}`, `Resource SchemaURL: ${schemaUrl}`);
    lines.push(...attributeLines('Resource attributes', resource.attributes));
    for (const [j, { scope, schemaUrl: scopeSchema, metrics }] of scopeMetrics.entries()) {
      lines.push(`ScopeMetrics #${j}`, `ScopeMetrics SchemaURL: ${scopeSchema}`, ...scopeLines(scope));
      for (const [k, metric] of metrics.entries()) lines.push(`Metric #${k}`, ...metricLines(metric));
    }
  }
  return asText(lines);
}

function metricLines(metric: Metric): string[] {
  const { name, description, unit, metadata } = metric;
  return [
    'Descriptor:',
    `${INDENT} Name: ${name}`,
    `${INDENT} Description: ${description}`,
    `${INDENT} Unit: ${unit}`,
    `${INDENT} DataType: ${kindOf(metric)}`,
    ...nestedAttributeLines('Metadata', metadata),
    ...dataLines(metric),
  ];
}

function kindOf({ gauge, sum, histogram, exponentialHistogram, summary }: Metric): string {
  if (gauge !== undefined) return 'Gauge';
  if (sum !== undefined) return 'Sum';
  if (histogram !== undefined) return 'Histogram';
  if (exponentialHistogram !== undefined) return 'ExponentialHistogram';
  return summary === undefined ? 'Empty' : 'Summary';
}

function dataLines({ gauge, sum, histogram, exponentialHistogram, summary }: Metric): string[] {
  if (gauge !== undefined) return gauge.dataPoints.flatMap(numberLines);
  if (sum !== undefined) {
    return [
      `${INDENT} IsMonotonic: ${sum.isMonotonic}`,
      temporality(sum),
      ...sum.dataPoints.flatMap(numberLines),
    ];
  }
  if (histogram !== undefined)
    return [temporality(histogram), ...histogram.dataPoints.flatMap(histogramLines)];
  if (exponentialHistogram !== undefined) {
    return [temporality(exponentialHistogram), ...exponentialHistogram.dataPoints.flatMap(exponentialLines)];
  }
  return summary === undefined ? [] : summary.dataPoints.flatMap(summaryLines);
}

function temporality({ aggregationTemporality }: { readonly aggregationTemporality: number }): string {
  return `${INDENT} AggregationTemporality: ${TEMPORALITIES[aggregationTemporality] ?? ''}`;
}

function headLines(
  title: string,
  point: Pick<NumberDataPoint, 'attributes' | 'startTimeUnixNano' | 'timeUnixNano'>,
): string[] {
  return [
    title,
    ...attributeLines('Data point attributes', point.attributes),
    `StartTimestamp: ${timeText(point.startTimeUnixNano)}`,
    `Timestamp: ${timeText(point.timeUnixNano)}`,
  ];
}

function numberLines(point: NumberDataPoint, index: number): string[] {
  return [
    ...headLines(`NumberDataPoints #${index}`, point),
    ...valueLine('', point),
    ...exemplarLines(point.exemplars),
  ];
}

function valueLine(
  indent: string,
  { asInt, asDouble }: Pick<NumberDataPoint, 'asInt' | 'asDouble'>,
): string[] {
  if (asInt !== undefined) return [`${indent}Value: ${asInt}`];
  return asDouble === undefined ? [] : [`${indent}Value: ${fixedText(asDouble)}`];
}

function aggregateLines(point: HistogramDataPoint | ExponentialHistogramDataPoint): string[] {
  const optional = (name: string, value: number | undefined): string[] =>
    value === undefined ? [] : [`${name}: ${fixedText(value)}`];
  return [
    `Count: ${point.count}`,
    ...optional('Sum', point.sum),
    ...optional('Min', point.min),
    ...optional('Max', point.max),
  ];
}

function histogramLines(point: HistogramDataPoint, index: number): string[] {
  return [
    ...headLines(`HistogramDataPoints #${index}`, point),
    ...aggregateLines(point),
    ...point.explicitBounds.map((bound, i) => `ExplicitBounds #${i}: ${fixedText(bound)}`),
    ...point.bucketCounts.map((count, i) => `Buckets #${i}, Count: ${count}`),
    ...exemplarLines(point.exemplars),
  ];
}

function exponentialLines(point: ExponentialHistogramDataPoint, index: number): string[] {
  const { scale, zeroCount, positive, negative } = point;
  const bound = (at: number): number => bucketBound(scale, at);
  const below = negative.bucketCounts.map((count, i) => {
    const at = negative.offset + i;
    return `Bucket [${fixedText(-bound(at + 1))}, ${fixedText(-bound(at))}), Count: ${count}`;
  });
  const above = positive.bucketCounts.map((count, i) => {
    const at = positive.offset + i;
    return `Bucket (${fixedText(bound(at))}, ${fixedText(bound(at + 1))}], Count: ${count}`;
  });
  return [
    ...headLines(`ExponentialHistogramDataPoints #${index}`, point),
    ...aggregateLines(point),
    ...below.toReversed(),
    ...(zeroCount === 0n ? [] : [`Bucket [0, 0], Count: ${zeroCount}`]),
    ...above,
    ...exemplarLines(point.exemplars),
  ];
}

function summaryLines(point: SummaryDataPoint, index: number): string[] {
  return [
    ...headLines(`SummaryDataPoints #${index}`, point),
    `Count: ${point.count}`,
    `Sum: ${fixedText(point.sum)}`,
    ...point.quantileValues.map(
      ({ quantile, value }, i) =>
        `QuantileValue #${i}: Quantile ${fixedText(quantile)}, Value ${fixedText(value)}`,
    ),
  ];
}

function exemplarLines(exemplars: readonly Exemplar[]): string[] {
  if (exemplars.length === 0) return [];
  const lines = exemplars.flatMap((exemplar, index) => [
    `Exemplar #${index}`,
    `${INDENT} Trace ID: ${exemplar.traceId}`,
    `${INDENT} Span ID: ${exemplar.spanId}`,
    `${INDENT} Timestamp: ${timeText(exemplar.timeUnixNano)}`,
    ...valueLine(`${INDENT} `, exemplar),
    ...nestedAttributeLines('FilteredAttributes', exemplar.filteredAttributes),
  ]);
  return ['Exemplars:', ...lines];
}
