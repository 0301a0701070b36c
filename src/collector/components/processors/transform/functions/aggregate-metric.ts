import { dataPointsOf } from '../../../../../otlp/items.ts';
import type { Attributes, Metric } from '../../../../../otlp/model.ts';
import type { MetricContext } from '../../../../ottl/contexts/transform-context.ts';
import { arg, defineFunction, listOf, optional } from '../../../../ottl/function.ts';
import { OttlError } from '../../../../ottl/ottl-error.ts';
import { AGGREGATIONS, type Aggregation, isAggregation, mergePoints } from './merge-points.ts';

export const aggregateOnAttributes = defineFunction({
  name: 'aggregate_on_attributes',
  parameters: { aggregationFunction: arg.stringLiteral, attributes: optional(listOf(arg.stringLiteral)) },
  create: ({ aggregationFunction, attributes }) => {
    const aggregation = aggregationOf(aggregationFunction);
    const kept = attributes === undefined ? undefined : new Set(attributes);
    return (context) => {
      const { metric } = context as MetricContext;
      if (metric.summary !== undefined) {
        throw new OttlError('aggregate_on_attributes does not support aggregating Summary metrics');
      }
      if (kept !== undefined) {
        forAttributes(metric, (each) => {
          for (const key of [...each.keys()]) if (!kept.has(key)) each.delete(key);
        });
      }
      aggregate(metric, aggregation);
      return null;
    };
  },
});

export const aggregateOnAttributeValue = defineFunction({
  name: 'aggregate_on_attribute_value',
  parameters: {
    aggregationFunction: arg.stringLiteral,
    attribute: arg.stringLiteral,
    values: listOf(arg.stringLiteral),
    newValue: arg.stringLiteral,
  },
  create: ({ aggregationFunction, attribute, values, newValue }) => {
    const aggregation = aggregationOf(aggregationFunction);
    const replaced = new Set(values);
    return (context) => {
      const { metric } = context as MetricContext;
      forAttributes(metric, (each) => {
        const value = each.get(attribute);
        // What isn't text counts as an empty one, as in the collector.
        if (value !== undefined && replaced.has(typeof value === 'string' ? value : '')) {
          each.set(attribute, newValue);
        }
      });
      aggregate(metric, aggregation);
      return null;
    };
  },
});

function aggregationOf(text: string): Aggregation {
  if (isAggregation(text)) return text;
  throw new OttlError(
    `invalid aggregation function: 'unsupported function: '${text}'', valid options: ${AGGREGATIONS.join(', ')}`,
  );
}

function forAttributes(metric: Metric, action: (attributes: Attributes) => void): void {
  for (const { attributes } of dataPointsOf(metric)) action(attributes);
}

/** The collector makes a new metric, without the metadata, and has no way to aggregate summaries: they end up empty. */
function aggregate(metric: Metric, aggregation: Aggregation): void {
  mergePoints(metric, aggregation);
  if (metric.summary !== undefined) metric.summary.dataPoints = [];
  metric.metadata = new Map();
}
