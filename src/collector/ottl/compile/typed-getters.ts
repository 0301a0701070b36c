import type { AnyValue, Attributes } from '../../../otlp/model.ts';
import { sliceFromRaw, toAttributes } from '../any-value.ts';
import type { Getter, GetterKind } from '../function.ts';
import { OttlTypeError } from '../ottl-error.ts';
import { GoMap, goTypeOf, OttlDuration, OttlTime, TypedList, type Value } from '../value.ts';
import { boolLike, bytesLike, floatLike, intLike, stringLike } from './conversions.ts';
import { prefixed } from './key.ts';

type Convert = (value: Value) => unknown;

interface TypedGetter {
  /** The interface of pkg/ottl: "StringGetter". */
  readonly goName: string;
  readonly convert: Convert;
}

function expected(type: string, value: Value): OttlTypeError {
  return new OttlTypeError(`expected ${type} but got ${value === null ? 'nil' : goTypeOf(value)}`);
}

function exactly(type: string, is: (value: Value) => boolean): Convert {
  return (value) => {
    if (is(value)) return value;
    throw expected(type, value);
  };
}

function toMap(value: Value): Attributes {
  if (!(value instanceof Map)) throw expected('pcommon.Map', value);
  return value instanceof GoMap ? toAttributes(value) : (value as Attributes);
}

function toSlice(value: Value): AnyValue[] {
  if (!Array.isArray(value)) throw expected('pcommon.Slice', value);
  return value instanceof TypedList ? sliceFromRaw(value) : (value as AnyValue[]);
}

const KINDS: Readonly<Record<GetterKind, TypedGetter>> = {
  any: { goName: 'Getter', convert: (value) => value },
  string: { goName: 'StringGetter', convert: exactly('string', (value) => typeof value === 'string') },
  int: { goName: 'IntGetter', convert: exactly('int64', (value) => typeof value === 'bigint') },
  float: { goName: 'FloatGetter', convert: exactly('float64', (value) => typeof value === 'number') },
  bool: { goName: 'BoolGetter', convert: exactly('bool', (value) => typeof value === 'boolean') },
  time: { goName: 'TimeGetter', convert: exactly('time', (value) => value instanceof OttlTime) },
  duration: {
    goName: 'DurationGetter',
    convert: exactly('duration', (value) => value instanceof OttlDuration),
  },
  map: { goName: 'PMapGetter', convert: toMap },
  slice: { goName: 'PSliceGetter', convert: toSlice },
  stringLike: { goName: 'StringLikeGetter', convert: stringLike },
  intLike: { goName: 'IntLikeGetter', convert: intLike },
  floatLike: { goName: 'FloatLikeGetter', convert: floatLike },
  boolLike: { goName: 'BoolLikeGetter', convert: boolLike },
  bytesLike: { goName: 'ByteSliceLikeGetter', convert: bytesLike },
};

/** "StringGetter[…TransformContext]", as errors name it. */
export function getterName(kind: GetterKind, contextType: string): string {
  return `${KINDS[kind].goName}[${contextType}]`;
}

/**
 * The getter with its values checked or converted. A literal is so at once, and throws OttlError where it can't be.
 * Errors of the value itself are put into "error getting value in ottl.Standard…".
 */
export function typedGetter(kind: GetterKind, getter: Getter, contextType: string): Getter<unknown> {
  if (kind === 'any') return getter;
  const { convert } = KINDS[kind];
  if (getter.literal !== undefined) return literalGetter(convert(getter.literal.value));
  const prefix = `error getting value in ottl.Standard${getterName(kind, contextType)}: `;
  return {
    get: (context) => {
      let value: Value;
      try {
        value = getter.get(context);
      } catch (error) {
        throw prefixed(prefix, error);
      }
      return convert(value);
    },
  };
}

export function literalGetter<V>(value: V): Getter<V> {
  return { get: () => value, literal: { value } };
}

/** A copy of a map of literals and computed values. */
export function mapOf(values: ReadonlyMap<string, Value>): Attributes {
  return toAttributes(values);
}
