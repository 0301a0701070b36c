import { ANY_VALUE_MEMBERS_BY_NAME, type AnyValueMember } from './any-value-members.ts';
import { decodeBase64 } from './base64.ts';
import { MAX_DEPTH } from './decode-limits.ts';
import { JsonCursor } from './json-cursor.ts';
import { type IntegerRange, parseDoubleText, parseInteger } from './json-numbers.ts';
import type { Field, MessageFields, MessageType } from './message-type.ts';
import type { AnyValue, Attributes } from './model.ts';

/**
 * Decodes the JSON text that is all of `bytes` (specification "JSON Protobuf Encoding").
 *
 * Takes what the Collector's reader takes: names in lowerCamelCase or snake_case, integers as numbers or decimal
 * strings, enums as integers or by name, ids in hex of either case, `null` for a message, list or string (but not for
 * a number, boolean or id), and unknown names are skipped. A name that occurs twice acts like a protobuf field that
 * does: the last value wins, lists are joined, messages merged. Unlike the Collector's, this reader takes JSON only:
 * text after the value, or a member without its comma, is an error.
 *
 * @throws {OtlpDecodeError} for bytes that are no such message, with their offset in `bytes`.
 */
export function readJson<T extends object>(type: MessageType<T>, bytes: Uint8Array): T {
  const message = type.create();
  new JsonReader(bytes).readBody(type, message as MessageFields);
  return message;
}

const KEY = { name: 'key' };

class JsonReader {
  readonly #in: JsonCursor;

  constructor(bytes: Uint8Array) {
    this.#in = new JsonCursor(bytes);
  }

  readBody(type: MessageType<object>, target: MessageFields): void {
    this.#readFields(type, target);
    this.#in.expectEnd();
  }

  #readFields(type: MessageType<object>, target: MessageFields): void {
    const input = this.#in;
    if (!input.enter('object')) return;
    do {
      const field = type.byName.get(input.readKey());
      if (field === undefined) input.skip();
      else {
        input.path.at(field);
        this.#readField(field, target);
        input.path.at(undefined);
      }
    } while (input.next('object'));
  }

  #readField(field: Field, target: MessageFields): void {
    const input = this.#in;
    if (field.repeated) {
      const values = target[field.property] as unknown[];
      if (!input.enter('array')) return;
      do {
        values.push(this.#readValue(field, undefined, values.length));
        input.path.at(field);
      } while (input.next('array'));
    } else {
      for (const rival of field.rivals) target[rival] = undefined;
      target[field.property] = this.#readValue(field, target[field.property], -1);
    }
  }

  /** `current` is what the field holds already: a message to merge into, or attributes to add to. */
  #readValue(field: Field, current: unknown, index: number): unknown {
    const input = this.#in;
    switch (field.type) {
      case 'string':
        return input.readString();
      case 'fixed64':
      case 'uint64':
        return this.#readInteger('uint64');
      case 'attributes':
        return this.#readAttributes(field.name, current as Attributes, 1);
      case 'traceId':
        return input.readId(16);
      case 'spanId':
        return input.readId(8);
      case 'message':
        return this.#readMessage(field, current as object | undefined, index);
      case 'fixed32':
      case 'uint32':
        return Number(this.#readInteger('uint32'));
      case 'int32':
      case 'sint32':
        return Number(this.#readInteger('int32'));
      case 'enum':
        return this.#readEnum(field);
      case 'bool':
        return input.readBool();
      case 'int64':
      case 'sfixed64':
        return this.#readInteger('int64');
      case 'double':
        return this.#readDouble();
      case 'bytes':
        return this.#readBytes();
      case 'anyValue':
        return this.#readAnyValueAt(field.name, index, (current as AnyValue | undefined) ?? null, 1);
    }
  }

  #readMessage(field: Field, current: object | undefined, index: number): object {
    const type = field.message as MessageType<object>;
    this.#in.countElement();
    const message = current ?? type.create();
    this.#in.path.push(field.name, index);
    this.#readFields(type, message as MessageFields);
    this.#in.path.pop();
    return message;
  }

  #readInteger(range: IntegerRange): bigint {
    const start = this.#in.valueStart();
    const digits = this.#in.readInteger();
    const value = parseInteger(digits, range);
    if (value === undefined) {
      this.#in.fail('out-of-range', `${digits.slice(0, 40)} does not fit ${range}`, start);
    }
    return value;
  }

  #readEnum(field: Field): number {
    const start = this.#in.valueStart();
    const name = field.enumNames === undefined ? undefined : this.#in.readStringIfNext();
    if (name === undefined) return Number(this.#readInteger('int32'));
    if (field.enumNames === undefined || !Object.hasOwn(field.enumNames, name)) {
      const names = Object.keys(field.enumNames ?? {}).join(', ');
      this.#in.fail('wrong-type', `expected an integer or one of ${names}`, start);
    }
    return field.enumNames[name] as number;
  }

  #readDouble(): number {
    const start = this.#in.valueStart();
    const value = this.#in.readNumberIfNext();
    if (value !== undefined) return value;
    const text = this.#in.readStringIfNext();
    if (text === undefined) {
      this.#in.failType('a number ("NaN", "Infinity" and "-Infinity" are written as strings)');
    }
    const parsed = parseDoubleText(text);
    if (parsed === undefined)
      this.#in.fail('wrong-type', 'expected a decimal number, NaN or Infinity', start);
    return parsed;
  }

  #readBytes(): Uint8Array {
    const start = this.#in.valueStart();
    const bytes = decodeBase64(this.#in.readString());
    if (bytes === undefined) this.#in.fail('invalid-base64', 'expected base64', start);
    return bytes;
  }

  #readAttributes(name: string, into: Attributes, depth: number): Attributes {
    const input = this.#in;
    if (!input.enter('array')) return into;
    do {
      input.path.push(name, into.size);
      this.#readKeyValue(into, depth);
      input.path.pop();
    } while (input.next('array'));
    return into;
  }

  #readKeyValue(into: Attributes, depth: number): void {
    const input = this.#in;
    let key = '';
    let value: AnyValue = null;
    if (input.enter('object')) {
      do {
        const name = input.readKey();
        if (name === 'key') {
          input.path.at(KEY);
          key = input.readString();
          input.path.at(undefined);
        } else if (name === 'value') value = this.#readAnyValueAt('value', -1, value, depth);
        else input.skip();
      } while (input.next('object'));
    }
    into.set(key, value);
  }

  #readAnyValueAt(name: string, index: number, current: AnyValue, depth: number): AnyValue {
    this.#in.path.push(name, index);
    const value = this.#readAnyValue(current, depth);
    this.#in.path.pop();
    return value;
  }

  #readAnyValue(current: AnyValue, depth: number): AnyValue {
    const input = this.#in;
    if (depth > MAX_DEPTH)
      input.fail('too-deep', `values nested more than ${MAX_DEPTH} deep`, input.valueStart());
    let value = current;
    if (!input.enter('object')) return value;
    do {
      const member = ANY_VALUE_MEMBERS_BY_NAME.get(input.readKey());
      if (member === undefined) input.skip();
      else {
        input.path.at(member);
        value = this.#readAnyValueMember(member, depth);
        input.path.at(undefined);
      }
    } while (input.next('object'));
    return value;
  }

  #readAnyValueMember(member: AnyValueMember, depth: number): AnyValue {
    const input = this.#in;
    switch (member.name) {
      case 'stringValue':
        return input.readString();
      case 'boolValue':
        return input.readBool();
      case 'intValue':
        return this.#readInteger('int64');
      case 'doubleValue':
        return this.#readDouble();
      case 'bytesValue':
        return this.#readBytes();
      case 'arrayValue':
        return this.#readArrayValue(depth + 1);
      case 'kvlistValue':
        return this.#readKeyValueList(depth + 1);
    }
  }

  #readArrayValue(depth: number): AnyValue[] {
    const input = this.#in;
    input.countElement();
    const values: AnyValue[] = [];
    if (!input.enter('object')) return values;
    do {
      if (input.readKey() !== 'values') input.skip();
      else if (input.enter('array')) {
        do {
          values.push(this.#readAnyValueAt('arrayValue.values', values.length, null, depth));
        } while (input.next('array'));
      }
    } while (input.next('object'));
    return values;
  }

  #readKeyValueList(depth: number): Attributes {
    const input = this.#in;
    input.countElement();
    const attributes: Attributes = new Map();
    if (!input.enter('object')) return attributes;
    do {
      if (input.readKey() === 'values') this.#readAttributes('kvlistValue.values', attributes, depth);
      else input.skip();
    } while (input.next('object'));
    return attributes;
  }
}
