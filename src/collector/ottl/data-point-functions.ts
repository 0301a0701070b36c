/** The converters that conditions on metrics have beside the standard ones (internal/filter/filterottl/functions.go). */
import { dataPointsOf } from './contexts/data-points.ts';
import type { MetricContext } from './contexts/transform-context.ts';
import { arg, defineFunction, type OttlFunction, type TransformContext } from './function.ts';
import { OttlError } from './ottl-error.ts';

export const hasAttrOnDatapoint: OttlFunction = defineFunction({
  name: 'HasAttrOnDatapoint',
  parameters: { key: arg.stringLiteral, expectedVal: arg.stringLiteral },
  create:
    ({ key, expectedVal }) =>
    (context) =>
      firstWithKey(context, key, expectedVal),
});

export const hasAttrKeyOnDatapoint: OttlFunction = defineFunction({
  name: 'HasAttrKeyOnDatapoint',
  parameters: { key: arg.stringLiteral },
  create:
    ({ key }) =>
    (context) =>
      firstWithKey(context, key, undefined),
});

/** Whether a data point has the key; only the first that has it is asked for its value. */
function firstWithKey(context: TransformContext, key: string, expected: string | undefined): boolean {
  const data = dataPointsOf((context as MetricContext).metric);
  if (data === undefined) throw new OttlError('unknown metric type');
  for (const { attributes } of data.points) {
    const value = attributes.get(key);
    if (value === undefined) continue;
    return expected === undefined || (typeof value === 'string' ? value : '') === expected;
  }
  return false;
}
