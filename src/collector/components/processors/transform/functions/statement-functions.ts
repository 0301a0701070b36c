import type { ContextName } from '../../../../ottl/contexts/context-definition.ts';
import { type FunctionTable, functionTable } from '../../../../ottl/function.ts';
import { isRootSpan } from '../../../../ottl/functions/predicates/is-root-span.ts';
import { standardFunctions } from '../../../../ottl/functions/standard-functions.ts';
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
import { parseCef } from './log-formats/parse-cef.ts';
import { parseClf } from './log-formats/parse-clf.ts';
import { parseElf } from './log-formats/parse-elf.ts';
import { parseLeef } from './log-formats/parse-leef.ts';
import { mergeHistogramBuckets } from './merge-histogram-buckets.ts';
import { scaleMetric } from './scale-metric.ts';
import { setSemconvSpanName } from './set-semconv-span-name.ts';

const standard = functionTable(...standardFunctions);

const own: { readonly [C in ContextName]?: FunctionTable } = {
  span: functionTable(...standardFunctions, isRootSpan, setSemconvSpanName),
  metric: functionTable(
    ...standardFunctions,
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
    ...standardFunctions,
    convertSummarySumValToSum,
    convertSummaryCountValToSum,
    mergeHistogramBuckets,
  ),
  log: functionTable(...standardFunctions, parseCef, parseClf, parseElf, parseLeef),
};

/** The functions statements have in a context: the standard ones, and what the transform processor adds. */
export function statementFunctions(context: ContextName): FunctionTable {
  return own[context] ?? standard;
}
