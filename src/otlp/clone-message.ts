import { SIGNAL_TYPES, type SignalData } from './export-request.ts';
import type { Field, MessageFields, MessageType } from './message-type.ts';
import type { AnyValue, Attributes } from './model.ts';

/** Copies a signal's data so that the copy and the original can be changed apart (a fan-out to two pipelines). */
export function cloneData<S extends keyof SignalData>(signal: S, data: SignalData[S]): SignalData[S] {
  return cloneMessage(SIGNAL_TYPES[signal], data);
}

/** Copies a message of any type in depth. */
export function cloneMessage<T extends object>(type: MessageType<T>, message: T): T {
  const copy = type.create();
  const from = message as MessageFields;
  const to = copy as MessageFields;
  for (const field of type.fields) {
    const value = from[field.property];
    to[field.property] = field.repeated
      ? (value as readonly unknown[]).map((element) => cloneField(field, element))
      : cloneField(field, value);
  }
  return copy;
}

function cloneField(field: Field, value: unknown): unknown {
  if (value === undefined) return undefined;
  if (field.message !== undefined) return cloneMessage(field.message, value as object);
  switch (field.type) {
    case 'attributes':
      return cloneAttributes(value as Attributes);
    case 'anyValue':
      return cloneAnyValue(value as AnyValue);
    case 'bytes':
      return (value as Uint8Array).slice();
    default:
      return value;
  }
}

export function cloneAttributes(attributes: Attributes): Attributes {
  const copy: Attributes = new Map();
  for (const [key, value] of attributes) copy.set(key, cloneAnyValue(value));
  return copy;
}

export function cloneAnyValue(value: AnyValue): AnyValue {
  if (value === null || typeof value !== 'object') return value;
  if (Array.isArray(value)) return value.map(cloneAnyValue);
  return value instanceof Uint8Array ? value.slice() : cloneAttributes(value);
}
