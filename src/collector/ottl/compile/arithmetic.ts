/** Arithmetic as Go does it (math.go): int64 wraps, int and float give float. */
import type { Getter } from '../function.ts';
import { OttlError } from '../ottl-error.ts';
import type { MathOp } from '../syntax/tree.ts';
import { goTypeOf, OttlDuration, OttlTime, type Value } from '../value.ts';
import { goValueText } from '../value-text.ts';

/** `left op right`, computed at run time. */
export function arithmetic(left: Getter, op: MathOp, right: Getter): Getter {
  return { get: (context) => calculate(left.get(context), op, right.get(context)) };
}

/** `-value`, computed at run time. */
export function negation(value: Getter): Getter {
  return {
    get: (context) => {
      const operand = value.get(context);
      if (typeof operand === 'bigint') return BigInt.asIntN(64, -operand);
      if (typeof operand === 'number') return -operand;
      throw new OttlError(`unsupported unary minus operation on type ${goTypeOf(operand)}`);
    },
  };
}

function calculate(left: Value, op: MathOp, right: Value): Value {
  if (typeof left === 'bigint' && typeof right === 'bigint') return integers(left, op, right);
  if (typeof left === 'bigint' || typeof left === 'number') {
    if (typeof right === 'bigint' || typeof right === 'number')
      return floats(Number(left), op, Number(right));
    throw new OttlError(`${goValueText(right)} must be int64 or float64`);
  }
  if (left instanceof OttlTime) return fromTime(left, op, right);
  if (left instanceof OttlDuration) return fromDuration(left, op, right);
  throw new OttlError(`${goValueText(left)} must be int64, float64, time.Time or time.Duration`);
}

function integers(left: bigint, op: MathOp, right: bigint): bigint {
  switch (op) {
    case '+':
      return BigInt.asIntN(64, left + right);
    case '-':
      return BigInt.asIntN(64, left - right);
    case '*':
      return BigInt.asIntN(64, left * right);
    case '/':
      if (right === 0n) throw new OttlError('attempted to divide by 0');
      return BigInt.asIntN(64, left / right);
  }
}

function floats(left: number, op: MathOp, right: number): number {
  switch (op) {
    case '+':
      return left + right;
    case '-':
      return left - right;
    case '*':
      return left * right;
    case '/':
      if (right === 0) throw new OttlError('attempted to divide by 0');
      return left / right;
  }
}

const ONLY_SUMS = 'only addition and subtraction supported for time.Time and time.Duration';

function fromTime(left: OttlTime, op: MathOp, right: Value): Value {
  if (op === '+') {
    if (right instanceof OttlDuration) return new OttlTime(left.ns + right.ns, left.zone);
    throw new OttlError(`time.Time must be added to time.Duration; found ${goValueText(right)} instead`);
  }
  if (op !== '-') throw new OttlError(ONLY_SUMS);
  if (right instanceof OttlTime) return new OttlDuration(saturated(left.ns - right.ns));
  if (right instanceof OttlDuration) return new OttlTime(left.ns - right.ns, left.zone);
  throw new OttlError(
    `time.Time or time.Duration must be subtracted from time.Time; found ${goValueText(right)} instead`,
  );
}

function fromDuration(left: OttlDuration, op: MathOp, right: Value): Value {
  if (op === '+') {
    if (right instanceof OttlDuration) return new OttlDuration(BigInt.asIntN(64, left.ns + right.ns));
    if (right instanceof OttlTime) return new OttlTime(left.ns + right.ns, right.zone);
    throw new OttlError(
      `time.Duration must be added to time.Duration or time.Time; found ${goValueText(right)} instead`,
    );
  }
  if (op !== '-') throw new OttlError(ONLY_SUMS);
  if (right instanceof OttlDuration) return new OttlDuration(BigInt.asIntN(64, left.ns - right.ns));
  throw new OttlError(
    `time.Duration must be subtracted from time.Duration; found ${goValueText(right)} instead`,
  );
}

const MAX_DURATION = 2n ** 63n - 1n;

/** The difference of times that lie too far apart is the longest duration (time.Time.Sub). */
function saturated(ns: bigint): bigint {
  if (ns > MAX_DURATION) return MAX_DURATION;
  return ns < -MAX_DURATION - 1n ? -MAX_DURATION - 1n : ns;
}
