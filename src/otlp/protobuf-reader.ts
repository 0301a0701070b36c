import { ANY_VALUE_MEMBERS, type AnyValueMember } from './any-value-members.ts';
import { MAX_DEPTH } from './decode-limits.ts';
import { type Field, isPackable, type MessageFields, type MessageType, WIRE_TYPES } from './message-type.ts';
import type { AnyValue, Attributes } from './model.ts';
import { ProtobufCursor } from './protobuf-cursor.ts';

/**
 * Decodes the message that fills `bytes`.
 *
 * As in protobuf generally: unknown fields of every wire type are skipped, repeated numbers may be packed or not, of a
 * singular field the last occurrence wins, and an embedded message that occurs twice is merged. As in the Collector's
 * reader: a known field of another wire type is an error, ids have their full length or none, and an AnyValue that
 * occurs twice is replaced by its last member. Of attributes with the same key the last wins.
 *
 * @throws {OtlpDecodeError} for bytes that are no such message, with their offset in `bytes`.
 */
export function readProtobuf<T extends object>(type: MessageType<T>, bytes: Uint8Array): T {
  const message = type.create();
  new ProtobufReader(bytes).readFields(type, message as MessageFields, bytes.length);
  return message;
}

const KEY = { name: 'key' };
const KVLIST_VALUES = { name: 'kvlistValue.values' };

class ProtobufReader {
  readonly #in: ProtobufCursor;

  constructor(bytes: Uint8Array) {
    this.#in = new ProtobufCursor(bytes);
  }

  readFields(type: MessageType<object>, target: MessageFields, end: number): void {
    const input = this.#in;
    while (input.pos < end) {
      const start = input.pos;
      const tag = input.readTag(end);
      const field = type.byNumber[tag >>> 3];
      if (field === undefined) input.skip(tag, start, end);
      else this.#readField(field, tag, start, target, end);
    }
  }

  #readField(field: Field, tag: number, start: number, target: MessageFields, end: number): void {
    const input = this.#in;
    input.path.at(field);
    if (field.repeated) {
      const values = target[field.property] as unknown[];
      if ((tag & 7) === 2 && isPackable(field.type)) {
        const packedEnd = input.readLength(end);
        while (input.pos < packedEnd) values.push(this.#readValue(field, undefined, -1, packedEnd));
      } else {
        input.expectWireType(WIRE_TYPES[field.type], tag, start);
        values.push(this.#readValue(field, undefined, values.length, end));
      }
    } else {
      input.expectWireType(WIRE_TYPES[field.type], tag, start);
      for (const rival of field.rivals) target[rival] = undefined;
      target[field.property] = this.#readValue(field, target[field.property], -1, end);
    }
    input.path.at(undefined);
  }

  /** `current` is what the field holds already: a message to merge into, or attributes to add to. */
  #readValue(field: Field, current: unknown, index: number, end: number): unknown {
    const input = this.#in;
    switch (field.type) {
      case 'string':
        return input.readString(end);
      case 'fixed64':
        return input.readFixed64(end);
      case 'attributes':
        return this.#readAttribute(field, current as Attributes, end, 1);
      case 'traceId':
        return input.readId(16, end);
      case 'spanId':
        return input.readId(8, end);
      case 'message':
        return this.#readMessage(field, current as object | undefined, index, end);
      case 'fixed32':
        return input.readFixed32(end);
      case 'uint32':
        return input.readUint32(end);
      case 'int32':
      case 'enum':
        return input.readInt32(end);
      case 'sint32':
        return input.readSint32(end);
      case 'bool':
        return input.readBool(end);
      case 'int64':
        return input.readInt64(end);
      case 'uint64':
        return input.readUint64(end);
      case 'sfixed64':
        return input.readSfixed64(end);
      case 'double':
        return input.readDouble(end);
      case 'bytes':
        return input.readBytes(end);
      case 'anyValue':
        return this.#readAnyValueAt(field.name, index, (current as AnyValue | undefined) ?? null, end, 1);
    }
  }

  #readMessage(field: Field, current: object | undefined, index: number, end: number): object {
    const type = field.message as MessageType<object>;
    const messageEnd = this.#in.readLength(end);
    this.#in.countElement();
    const message = current ?? type.create();
    this.#in.path.push(field.name, index);
    this.readFields(type, message as MessageFields, messageEnd);
    this.#in.path.pop();
    return message;
  }

  /** Reads one KeyValue into `into`. */
  #readAttribute(field: Pick<Field, 'name'>, into: Attributes, end: number, depth: number): Attributes {
    const input = this.#in;
    const attributeEnd = input.readLength(end);
    input.path.push(field.name, into.size);
    let key = '';
    let value: AnyValue = null;
    while (input.pos < attributeEnd) {
      const start = input.pos;
      const tag = input.readTag(attributeEnd);
      if (tag >>> 3 === 1) {
        input.path.at(KEY);
        input.expectWireType(2, tag, start);
        key = input.readString(attributeEnd);
        input.path.at(undefined);
      } else if (tag >>> 3 === 2) {
        input.expectWireType(2, tag, start);
        value = this.#readAnyValueAt('value', -1, value, attributeEnd, depth);
      } else input.skip(tag, start, attributeEnd);
    }
    input.path.pop();
    into.set(key, value);
    return into;
  }

  #readAnyValueAt(name: string, index: number, current: AnyValue, end: number, depth: number): AnyValue {
    const valueEnd = this.#in.readLength(end);
    this.#in.path.push(name, index);
    const value = this.#readAnyValue(current, valueEnd, depth);
    this.#in.path.pop();
    return value;
  }

  #readAnyValue(current: AnyValue, end: number, depth: number): AnyValue {
    const input = this.#in;
    if (depth > MAX_DEPTH) input.fail('too-deep', `values nested more than ${MAX_DEPTH} deep`, input.pos);
    let value = current;
    while (input.pos < end) {
      const start = input.pos;
      const tag = input.readTag(end);
      const member = ANY_VALUE_MEMBERS[tag >>> 3];
      if (member === undefined) input.skip(tag, start, end);
      else {
        input.path.at(member);
        input.expectWireType(member.wireType, tag, start);
        value = this.#readAnyValueMember(member, end, depth);
        input.path.at(undefined);
      }
    }
    return value;
  }

  #readAnyValueMember(member: AnyValueMember, end: number, depth: number): AnyValue {
    const input = this.#in;
    switch (member.name) {
      case 'stringValue':
        return input.readString(end);
      case 'boolValue':
        return input.readBool(end);
      case 'intValue':
        return input.readInt64(end);
      case 'doubleValue':
        return input.readDouble(end);
      case 'bytesValue':
        return input.readBytes(end);
      case 'arrayValue':
        return this.#readArrayValue(input.readLength(end), depth + 1);
      case 'kvlistValue':
        return this.#readKeyValueList(input.readLength(end), depth + 1);
    }
  }

  #readArrayValue(end: number, depth: number): AnyValue[] {
    const input = this.#in;
    input.countElement();
    const values: AnyValue[] = [];
    while (input.pos < end) {
      const start = input.pos;
      const tag = input.readTag(end);
      if (tag >>> 3 === 1) {
        input.expectWireType(2, tag, start);
        values.push(this.#readAnyValueAt('arrayValue.values', values.length, null, end, depth));
      } else input.skip(tag, start, end);
    }
    return values;
  }

  #readKeyValueList(end: number, depth: number): Attributes {
    const input = this.#in;
    input.countElement();
    const attributes: Attributes = new Map();
    while (input.pos < end) {
      const start = input.pos;
      const tag = input.readTag(end);
      if (tag >>> 3 === 1) {
        input.expectWireType(2, tag, start);
        this.#readAttribute(KVLIST_VALUES, attributes, end, depth);
      } else input.skip(tag, start, end);
    }
    return attributes;
  }
}
