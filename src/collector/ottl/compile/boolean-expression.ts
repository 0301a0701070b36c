import type { Getter, TransformContext } from '../function.ts';
import { OttlError } from '../ottl-error.ts';
import type { CompareOp } from '../syntax/tree.ts';
import { goTypeOf, type Value } from '../value.ts';
import { compareValues } from './compare.ts';

/** A condition; `literal` where it doesn't depend on the data. */
export interface BooleanTest {
  test(context: TransformContext): boolean;
  readonly literal?: boolean;
}

export function literalTest(value: boolean): BooleanTest {
  return { test: () => value, literal: value };
}

export function notTest(inner: BooleanTest): BooleanTest {
  if (inner.literal !== undefined) return literalTest(!inner.literal);
  return { test: (context) => !inner.test(context) };
}

/** True where all are; those after the first false aren't asked, and literals aren't asked at all. */
export function allOf(tests: readonly BooleanTest[]): BooleanTest {
  if (tests.some((each) => each.literal === false)) return literalTest(false);
  return joined(tests, false);
}

/** True where one is. */
export function anyOf(tests: readonly BooleanTest[]): BooleanTest {
  if (tests.some((each) => each.literal === true)) return literalTest(true);
  return joined(tests, true);
}

function joined(tests: readonly BooleanTest[], decisive: boolean): BooleanTest {
  const open = tests.filter((each) => each.literal === undefined);
  const [first, second] = open;
  if (first === undefined) return literalTest(!decisive);
  if (second === undefined) return first;
  return {
    test: (context) => {
      for (let index = 0; index < open.length; index += 1) {
        if (open[index]?.test(context) === decisive) return decisive;
      }
      return !decisive;
    },
  };
}

/** A converter standing alone, which must give a bool. */
export function converterTest(getter: Getter): BooleanTest {
  return {
    test: (context) => {
      const value = getter.get(context);
      if (typeof value === 'boolean') return value;
      throw new OttlError(
        `value returned from Converter in constant expression must be bool but got ${goTypeOf(value)}`,
      );
    },
  };
}

export function comparisonTest(left: Getter, op: CompareOp, right: Getter): BooleanTest {
  if (left.literal !== undefined && right.literal !== undefined) {
    return literalTest(compareValues(left.literal.value, right.literal.value, op));
  }
  const test = right.literal === undefined ? undefined : againstLiteral(left, op, right.literal.value);
  return { test: test ?? ((context) => compareValues(left.get(context), right.get(context), op)) };
}

/** The comparisons most conditions are made of, without a look at types beyond the first. */
function againstLiteral(left: Getter, op: CompareOp, right: Value): BooleanTest['test'] | undefined {
  if (op === '==' && (typeof right === 'string' || typeof right === 'boolean' || right === null)) {
    return (context) => left.get(context) === right;
  }
  if (op === '!=' && (typeof right === 'string' || typeof right === 'boolean' || right === null)) {
    return (context) => left.get(context) !== right;
  }
  if (typeof right !== 'bigint') return undefined;
  const quick = INTEGER_TESTS[op];
  return (context) => {
    const value = left.get(context);
    return typeof value === 'bigint' ? quick(value, right) : compareValues(value, right, op);
  };
}

const INTEGER_TESTS: Readonly<Record<CompareOp, (left: bigint, right: bigint) => boolean>> = {
  '==': (left, right) => left === right,
  '!=': (left, right) => left !== right,
  '<': (left, right) => left < right,
  '<=': (left, right) => left <= right,
  '>=': (left, right) => left >= right,
  '>': (left, right) => left > right,
};
