import type { Field } from './message-type.ts';
import type { Attributes } from './model.ts';

/**
 * Whether a field goes on the wire. Zeros and empty lists are left out, but not a double's -0, which is no default; an
 * optional field is left out where it is `undefined`; a message is always written.
 */
export function isWritten(field: Field, value: unknown): boolean {
  if (field.optional) return value !== undefined;
  if (field.repeated) return (value as readonly unknown[]).length > 0;
  switch (field.type) {
    case 'message':
      return true;
    case 'attributes':
      return (value as Attributes).size > 0;
    case 'bytes':
      return (value as Uint8Array).length > 0;
    case 'double':
      return !Object.is(value, 0);
    case 'string':
    case 'traceId':
    case 'spanId':
      return value !== '';
    case 'anyValue':
      return value !== null;
    case 'bool':
      return value !== false;
    default:
      return value !== 0 && value !== 0n;
  }
}
