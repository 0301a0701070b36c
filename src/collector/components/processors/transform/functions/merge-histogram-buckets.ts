import type { HistogramDataPoint } from '../../../../../otlp/model.ts';
import type { DataPointContext } from '../../../../ottl/contexts/transform-context.ts';
import { arg, defineFunction, optional } from '../../../../ottl/function.ts';
import { OttlError } from '../../../../ottl/ottl-error.ts';
import { goQuote } from '../../../../ottl/syntax/go-quote.ts';
import { goValueText } from '../../../../ottl/value-text.ts';

const BY_BOUND = 'remove_explicit_bound';
const BY_NUMBER = 'limit_buckets';

export const mergeHistogramBuckets = defineFunction({
  name: 'merge_histogram_buckets',
  parameters: { targetValue: arg.floatLike, method: optional(arg.stringLiteral) },
  create: ({ targetValue, method = BY_BOUND }) => {
    if (method !== BY_BOUND && method !== BY_NUMBER) {
      throw new OttlError(
        `unsupported method ${goQuote(method)}, expected ${goQuote(BY_BOUND)} or ${goQuote(BY_NUMBER)}`,
      );
    }
    const merge = method === BY_BOUND ? removeBound : limitBuckets;
    // A target that is written down is checked when the statement is compiled.
    if (targetValue.literal !== undefined) {
      const target = given(targetValue.literal.value);
      if (method === BY_NUMBER) checkNumber(target);
    }
    return (context) => {
      const { dataPoint, dataPointKind } = context as DataPointContext;
      if (dataPointKind !== 'histogram') return null;
      merge(dataPoint as HistogramDataPoint, given(targetValue.get(context)));
      return null;
    };
  },
});

function given(target: number | undefined): number {
  if (target === undefined) throw new OttlError('target_value must not be nil');
  return target;
}

function checkNumber(target: number): void {
  if (target >= 1 && Math.trunc(target) === target && target <= 2 ** 63) return;
  throw new OttlError(
    `target_value must be a positive integer when method is ${goQuote(BY_NUMBER)}, got ${goValueText(target)}`,
  );
}

function isConsistent({ explicitBounds, bucketCounts }: HistogramDataPoint): boolean {
  return explicitBounds.length + 1 === bucketCounts.length;
}

/** Joins the two buckets that the bound divides. */
function removeBound(point: HistogramDataPoint, bound: number): void {
  if (!isConsistent(point)) return;
  const { explicitBounds, bucketCounts } = point;
  const index = explicitBounds.findIndex((each) => Math.abs(each - bound) < 1e-12);
  if (index < 0) return;
  const joined = (bucketCounts[index] ?? 0n) + (bucketCounts[index + 1] ?? 0n);
  point.explicitBounds = explicitBounds.toSpliced(index, 1);
  point.bucketCounts = bucketCounts.toSpliced(index, 2, BigInt.asUintN(64, joined));
}

/** Joins equal numbers of neighbouring buckets, so that there are no more than the target says. */
function limitBuckets(point: HistogramDataPoint, target: number): void {
  checkNumber(target);
  const { explicitBounds, bucketCounts } = point;
  if (!isConsistent(point) || bucketCounts.length <= target) return;
  if (explicitBounds.some((bound, index) => index > 0 && !(bound > (explicitBounds[index - 1] ?? bound))))
    return;
  const joined = Math.ceil(bucketCounts.length / target);
  const counts: bigint[] = [];
  for (let index = 0; index < bucketCounts.length; index += joined) {
    let count = 0n;
    for (const each of bucketCounts.slice(index, index + joined)) count += each;
    counts.push(BigInt.asUintN(64, count));
  }
  point.bucketCounts = counts;
  point.explicitBounds = explicitBounds.filter((_, index) => (index + 1) % joined === 0);
}
