import { SIGNAL_TYPES, type SignalData } from './export-request.ts';
import type { Field, MessageFields, MessageType } from './message-type.ts';
import type { AnyValue, Attributes } from './model.ts';

/** Whether two pieces of a signal's data say the same; see `equalAnyValues` for what that means for values. */
export function equalData<S extends keyof SignalData>(
  signal: S,
  a: SignalData[S],
  b: SignalData[S],
): boolean {
  return equalMessages(SIGNAL_TYPES[signal], a, b);
}

/** Whether two messages of any type are equal in depth; the order of repeated fields counts, that of attributes doesn't. */
export function equalMessages<T extends object>(type: MessageType<T>, a: T, b: T): boolean {
  return type.fields.every((field) => {
    const left = (a as MessageFields)[field.property];
    const right = (b as MessageFields)[field.property];
    return field.repeated
      ? equalLists(left as readonly unknown[], right as readonly unknown[], (x, y) =>
          equalFields(field, x, y),
        )
      : equalFields(field, left, right);
  });
}

function equalFields(field: Field, a: unknown, b: unknown): boolean {
  if (a === undefined || b === undefined) return a === b;
  if (field.message !== undefined) return equalMessages(field.message, a as object, b as object);
  switch (field.type) {
    case 'attributes':
      return equalAttributes(a as Attributes, b as Attributes);
    case 'anyValue':
      return equalAnyValues(a as AnyValue, b as AnyValue);
    case 'bytes':
      return equalLists(a as Uint8Array, b as Uint8Array, Object.is);
    default:
      return Object.is(a, b);
  }
}

export function equalAttributes(a: Attributes, b: Attributes): boolean {
  if (a.size !== b.size) return false;
  for (const [key, value] of a) {
    const other = b.get(key);
    if (other === undefined || !equalAnyValues(value, other)) return false;
  }
  return true;
}

/** Values of different types differ (1n is an int, 1 a double); NaN equals itself, -0 differs from 0. */
export function equalAnyValues(a: AnyValue, b: AnyValue): boolean {
  if (a instanceof Uint8Array) return b instanceof Uint8Array && equalLists(a, b, Object.is);
  if (Array.isArray(a)) return Array.isArray(b) && equalLists(a, b, equalAnyValues);
  if (a instanceof Map) return b instanceof Map && equalAttributes(a, b);
  return Object.is(a, b);
}

function equalLists<E>(a: ArrayLike<E>, b: ArrayLike<E>, equal: (x: E, y: E) => boolean): boolean {
  if (a.length !== b.length) return false;
  for (let i = 0; i < a.length; i++) {
    if (!equal(a[i] as E, b[i] as E)) return false;
  }
  return true;
}
