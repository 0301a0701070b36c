/** Paths to plain fields, with the collector's checks of what is set (ctxutil.ExpectType, ctxcommon/ids.go). */
import type { GetSetter, TransformContext } from '../function.ts';
import { OttlError } from '../ottl-error.ts';
import { goTypeOf, type IdKind, Opaque, type OpaqueType, OttlId, OttlTime, type Value } from '../value.ts';
import { access } from './context-definition.ts';

type Get<C, V> = (context: C) => V;
type Set<C, V> = (context: C, value: V) => void;

function unexpected(type: string, value: Value): OttlError {
  if (value === null) return new OttlError('setting a value to nil is not supported');
  return new OttlError(`expects ${type} but got ${goTypeOf(value)}`);
}

export function textField<C extends TransformContext>(get: Get<C, string>, set: Set<C, string>): GetSetter {
  return access<C>(get, (context, value) => {
    if (typeof value !== 'string') throw unexpected('string', value);
    set(context, value);
  });
}

/** An int64; `get` may give nil where the data has no such field. */
export function intField<C extends TransformContext>(
  get: Get<C, bigint | null>,
  set: Set<C, bigint>,
): GetSetter {
  return access<C>(get, (context, value) => set(context, expectInt(value)));
}

export function expectInt(value: Value): bigint {
  if (typeof value !== 'bigint') throw unexpected('int64', value);
  return value;
}

/** A field of 32 bits without sign; what is set is cut to them, as Go does. */
export function uint32Field<C extends TransformContext>(get: Get<C, number>, set: Set<C, number>): GetSetter {
  return intField<C>(
    (context) => BigInt(get(context)),
    (context, value) => set(context, Number(BigInt.asUintN(32, value))),
  );
}

/** A field of 32 bits with sign: enums. */
export function int32Field<C extends TransformContext>(get: Get<C, number>, set: Set<C, number>): GetSetter {
  return intField<C>(
    (context) => BigInt(get(context)),
    (context, value) => set(context, Number(BigInt.asIntN(32, value))),
  );
}

export function floatField<C extends TransformContext>(
  get: Get<C, number | null>,
  set: Set<C, number>,
): GetSetter {
  return access<C>(get, (context, value) => {
    if (typeof value !== 'number') throw unexpected('float64', value);
    set(context, value);
  });
}

export function boolField<C extends TransformContext>(
  get: Get<C, boolean | null>,
  set: Set<C, boolean>,
): GetSetter {
  return access<C>(get, (context, value) => {
    if (typeof value !== 'boolean') throw unexpected('bool', value);
    set(context, value);
  });
}

/** A time in ns as a number: `…_unix_nano`. */
export function unixNanoField<C extends TransformContext>(
  get: Get<C, bigint>,
  set: Set<C, bigint>,
): GetSetter {
  return intField<C>(
    (context) => BigInt.asIntN(64, get(context)),
    (context, value) => set(context, BigInt.asUintN(64, value)),
  );
}

export function timeField<C extends TransformContext>(get: Get<C, bigint>, set: Set<C, bigint>): GetSetter {
  return access<C>(
    (context) => new OttlTime(BigInt.asIntN(64, get(context))),
    (context, value) => {
      if (!(value instanceof OttlTime)) throw unexpected('time.Time', value);
      set(context, BigInt.asUintN(64, value.ns));
    },
  );
}

const ID_TYPES: Readonly<Record<IdKind, string>> = {
  TraceID: 'pcommon.TraceID',
  SpanID: 'pcommon.SpanID',
  ProfileID: 'pprofile.ProfileID',
};

export function idField<C extends TransformContext>(
  kind: IdKind,
  get: Get<C, string>,
  set: Set<C, string>,
): GetSetter {
  return access<C>(
    (context) => new OttlId(kind, get(context)),
    (context, value) => {
      if (!(value instanceof OttlId) || value.kind !== kind) throw unexpected(ID_TYPES[kind], value);
      set(context, noneIfZero(value.hex));
    },
  );
}

const ID_NAMES: Readonly<Record<IdKind, string>> = {
  TraceID: 'trace ids',
  SpanID: 'span ids',
  ProfileID: 'profile ids',
};

/** An id as hex: `trace_id.string`. */
export function idTextField<C extends TransformContext>(
  kind: IdKind,
  get: Get<C, string>,
  set: Set<C, string>,
): GetSetter {
  const digits = kind === 'SpanID' ? 16 : 32;
  const zeros = '0'.repeat(digits);
  return textField<C>(
    (context) => {
      const id = get(context);
      return id === '' ? zeros : id;
    },
    (context, value) => {
      if (value.length >> 1 !== digits >> 1) {
        throw new OttlError(`${ID_NAMES[kind]} must be ${digits} hex characters`);
      }
      const wrong = /[^0-9a-fA-F]/u.exec(value)?.[0];
      if (wrong !== undefined) throw new OttlError(`encoding/hex: invalid byte: ${byteText(wrong)}`);
      if (value.length !== digits) throw new OttlError('encoding/hex: odd length hex string');
      set(context, noneIfZero(value.toLowerCase()));
    },
  );
}

function byteText(char: string): string {
  const code = char.codePointAt(0) ?? 0;
  return `U+${code.toString(16).toUpperCase().padStart(4, '0')} '${char}'`;
}

function noneIfZero(hex: string): string {
  return /^0*$/.test(hex) ? '' : hex;
}

/** A part of the data as a whole; `copy` puts a copy of what is set in its place. */
export function opaqueField<C extends TransformContext, T extends object>(
  type: OpaqueType,
  get: Get<C, T | undefined>,
  copy: Set<C, T>,
): GetSetter {
  return access<C>(
    (context) => {
      const data = get(context);
      return data === undefined ? null : new Opaque(type, data);
    },
    (context, value) => copy(context, expectOpaque<T>(type, value)),
  );
}

export function expectOpaque<T extends object>(type: OpaqueType, value: Value): T {
  if (!(value instanceof Opaque) || value.type !== type) throw unexpected(type, value);
  return value.data as T;
}

/** Makes a list of the data a copy of another, or empty for nil (ctxutil.SetPSliceValue). */
export function setOpaqueList<T extends object>(
  type: OpaqueType,
  target: T[],
  value: Value,
  clone: (item: T) => T,
): void {
  const source = value === null ? [] : expectOpaque<T[]>(type, value);
  if (source === target) return;
  target.splice(0, target.length, ...source.map(clone));
}
