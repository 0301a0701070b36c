import type { ExponentialHistogramDataPoint, HistogramDataPoint } from '../../../../../otlp/model.ts';
import type { MetricContext } from '../../../../ottl/contexts/transform-context.ts';
import { arg, defineFunction, listOf } from '../../../../ottl/function.ts';
import { OttlError } from '../../../../ottl/ottl-error.ts';
import { goQuote } from '../../../../ottl/syntax/go-quote.ts';
import { goValueText } from '../../../../ottl/value-text.ts';
import { type Distribution, ExplicitBuckets, isDistribution } from './explicit-buckets.ts';
import { exponentialBound } from './exponential-bound.ts';

export const convertExponentialHistogramToHistogram = defineFunction({
  name: 'convert_exponential_histogram_to_histogram',
  parameters: { distributionFn: arg.stringLiteral, explicitBounds: listOf(arg.floatLiteral) },
  create: ({ distributionFn, explicitBounds }, { random }) => {
    const distribution = distributionFn === '' ? 'random' : distributionFn;
    checkBounds(explicitBounds);
    if (!isDistribution(distribution)) throw new OttlError(`invalid distribution ${goQuote(distribution)}`);
    return (context) => {
      const { metric } = context as MetricContext;
      const { exponentialHistogram: source } = metric;
      if (source === undefined) return null;
      const convert = (point: ExponentialHistogramDataPoint, index: number): HistogramDataPoint => {
        try {
          return toExplicit(point, explicitBounds, distribution, random);
        } catch (error) {
          if (!(error instanceof OttlError)) throw error;
          throw new OttlError(`converting exponential histogram data point ${index}: ${error.message}`);
        }
      };
      const dataPoints = source.dataPoints.map(convert);
      metric.histogram = { dataPoints, aggregationTemporality: source.aggregationTemporality };
      metric.exponentialHistogram = undefined;
      metric.metadata = new Map();
      return null;
    };
  },
});

function checkBounds(bounds: readonly number[]): void {
  if (bounds.length === 0) throw new OttlError('explicit bounds cannot be empty');
  for (const [index, bound] of bounds.entries()) {
    const before = bounds[index - 1];
    if (before === undefined || bound > before) continue;
    const [text, textBefore] = [goValueText(bound), goValueText(before)];
    throw new OttlError(
      `explicit bounds are not strictly increasing at index ${index}: ${text} <= ${textBefore}`,
    );
  }
}

function toExplicit(
  point: ExponentialHistogramDataPoint,
  bounds: readonly number[],
  distribution: Distribution,
  random: () => number,
): HistogramDataPoint {
  const { positive, negative, scale, zeroCount, zeroThreshold } = point;
  let total = zeroCount;
  for (const count of [...negative.bucketCounts, ...positive.bucketCounts]) total += count;
  if (total !== point.count) {
    throw new OttlError(`source histogram count ${point.count} does not match bucket count ${total}`);
  }
  const buckets = new ExplicitBuckets(bounds, distribution, random);
  buckets.add(-zeroThreshold, zeroThreshold, zeroCount);
  for (const [index, count] of negative.bucketCounts.entries()) {
    const at = negative.offset + index;
    buckets.add(-exponentialBound(at + 1, scale), -exponentialBound(at, scale), count);
  }
  for (const [index, count] of positive.bucketCounts.entries()) {
    const at = positive.offset + index;
    buckets.add(exponentialBound(at, scale), exponentialBound(at + 1, scale), count);
  }
  return {
    attributes: point.attributes,
    startTimeUnixNano: point.startTimeUnixNano,
    timeUnixNano: point.timeUnixNano,
    count: point.count,
    sum: point.sum,
    bucketCounts: buckets.counts,
    explicitBounds: [...bounds],
    exemplars: point.exemplars,
    flags: point.flags,
    min: point.min,
    max: point.max,
  };
}
