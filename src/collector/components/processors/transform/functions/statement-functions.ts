import type { ContextName } from '../../../../ottl/contexts/context-definition.ts';
import { type FunctionTable, functionTable, notImplemented } from '../../../../ottl/function.ts';
import { testFunctions } from '../../../../ottl/testing/test-functions.ts';
import { aggregateOnAttributes, aggregateOnAttributeValue } from './aggregate-metric.ts';
import { convertExponentialHistogramToHistogram } from './convert-exponential-histogram.ts';
import { convertGaugeToSum, convertSumToGauge } from './convert-metric-type.ts';
import {
  convertSummaryCountValToSum,
  convertSummaryQuantileValToGauge,
  convertSummarySumValToSum,
} from './convert-summary.ts';
import { copyMetric } from './copy-metric.ts';
import { extractAvgMetric, extractCountMetric, extractSumMetric } from './extract-from-distribution.ts';
import { extractPercentileMetric } from './extract-percentile-metric.ts';
import { mergeHistogramBuckets } from './merge-histogram-buckets.ts';
import { scaleMetric } from './scale-metric.ts';
import { setSemconvSpanName } from './set-semconv-span-name.ts';

const standard = testFunctions;

const own: { readonly [C in ContextName]?: FunctionTable } = {
  span: functionTable(...standard.values(), setSemconvSpanName),
  metric: functionTable(
    ...standard.values(),
    extractSumMetric,
    extractCountMetric,
    extractAvgMetric,
    extractPercentileMetric,
    convertGaugeToSum,
    convertSumToGauge,
    copyMetric,
    scaleMetric,
    aggregateOnAttributes,
    convertExponentialHistogramToHistogram,
    aggregateOnAttributeValue,
    convertSummaryQuantileValToGauge,
  ),
  datapoint: functionTable(
    ...standard.values(),
    convertSummarySumValToSum,
    convertSummaryCountValToSum,
    mergeHistogramBuckets,
  ),
  log: functionTable(
    ...standard.values(),
    notImplemented('ParseCEF'),
    notImplemented('ParseCLF'),
    notImplemented('ParseELF'),
    notImplemented('ParseLEEF'),
  ),
};

/** The functions statements have in a context: the standard ones, and what the transform processor adds. */
export function statementFunctions(context: ContextName): FunctionTable {
  return own[context] ?? standard;
}
