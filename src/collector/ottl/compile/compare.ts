/** Comparison of any two values (compare.go; the table is in pkg/ottl/LANGUAGE.md). */
import type { CompareOp } from '../syntax/tree.ts';
import { GoInt, Opaque, OttlDuration, OttlId, OttlTime, TypedList, type Value } from '../value.ts';

/** Whether `left op right` holds; values that can't be compared are unequal, and neither less nor greater. */
export function compareValues(left: Value, right: Value, op: CompareOp): boolean {
  switch (typeof left) {
    case 'bigint':
      if (typeof right === 'bigint') return ordered(left, right, op);
      return typeof right === 'number' ? ordered(Number(left), right, op) : op === '!=';
    case 'number':
      if (typeof right === 'number') return ordered(left, right, op);
      return typeof right === 'bigint' ? ordered(left, Number(right), op) : op === '!=';
    case 'string':
      return typeof right === 'string' ? compareTexts(left, right, op) : op === '!=';
    case 'boolean':
      return typeof right === 'boolean' ? ordered(Number(left), Number(right), op) : op === '!=';
    default:
      return compareObjects(left, right, op);
  }
}

/** `==` by the rules of comparison. */
export function equalValues(left: Value, right: Value): boolean {
  return compareValues(left, right, '==');
}

function compareObjects(left: Value, right: Value, op: CompareOp): boolean {
  if (left === null) {
    if (right === null) return op === '==' || op === '<=' || op === '>=';
    return op === '!=';
  }
  if (left instanceof Uint8Array) {
    return right instanceof Uint8Array ? ordered(compareBytes(left, right), 0, op) : op === '!=';
  }
  if (left instanceof OttlTime) {
    return right instanceof OttlTime ? ordered(left.ns, right.ns, op) : op === '!=';
  }
  if (left instanceof OttlDuration) {
    return right instanceof OttlDuration ? ordered(left.ns, right.ns, op) : op === '!=';
  }
  if (op !== '==' && op !== '!=') return false;
  return deepEqual(left, right) === (op === '==');
}

function ordered<T extends bigint | number>(left: T, right: T, op: CompareOp): boolean {
  switch (op) {
    case '==':
      return left === right;
    case '!=':
      return left !== right;
    case '<':
      return left < right;
    case '<=':
      return left <= right;
    case '>=':
      return left >= right;
    case '>':
      return left > right;
  }
}

function compareTexts(left: string, right: string, op: CompareOp): boolean {
  if (op === '==') return left === right;
  if (op === '!=') return left !== right;
  return ordered(compareByCodePoint(left, right), 0, op);
}

/** Go compares the bytes of UTF-8, which is the order of code points and not that of UTF-16. */
function compareByCodePoint(left: string, right: string): number {
  const length = Math.min(left.length, right.length);
  for (let index = 0; index < length; index += 1) {
    if (left.charCodeAt(index) !== right.charCodeAt(index)) {
      return (left.codePointAt(index) ?? 0) - (right.codePointAt(index) ?? 0);
    }
  }
  return left.length - right.length;
}

function compareBytes(left: Uint8Array, right: Uint8Array): number {
  const length = Math.min(left.length, right.length);
  for (let index = 0; index < length; index += 1) {
    const difference = (left[index] ?? 0) - (right[index] ?? 0);
    if (difference !== 0) return difference;
  }
  return left.length - right.length;
}

/** Equal in depth, and of the same type in depth: 1 isn't 1.0 inside of a list. */
function deepEqual(left: Value, right: Value): boolean {
  if (Array.isArray(left)) {
    if (!Array.isArray(right) || isTyped(left) || isTyped(right)) return false;
    return left.length === right.length && left.every((item, index) => sameValue(item, right[index] ?? null));
  }
  if (left instanceof Map) {
    if (!(right instanceof Map) || left.size !== right.size) return false;
    for (const [key, item] of left) {
      if (!right.has(key) || !sameValue(item, right.get(key) ?? null)) return false;
    }
    return true;
  }
  if (left instanceof OttlId) {
    return right instanceof OttlId && left.kind === right.kind && left.hex === right.hex;
  }
  if (left instanceof GoInt)
    return right instanceof GoInt && left.type === right.type && left.value === right.value;
  return (
    left instanceof Opaque && right instanceof Opaque && left.type === right.type && left.data === right.data
  );
}

/** Lists of Go's own types (`[]string`) have no comparison. */
function isTyped(list: readonly Value[]): boolean {
  return list instanceof TypedList && list.goType !== '[]interface {}';
}

function sameValue(left: Value, right: Value): boolean {
  if (typeof left !== typeof right) return false;
  if (left === null || typeof left !== 'object') return left === right;
  return compareObjects(left, right, '==');
}
