import { encodeBase64 } from './base64.ts';
import { ByteSink } from './byte-sink.ts';
import { MAX_DEPTH } from './decode-limits.ts';
import { checkIdLength, checkInt32, checkInt64, checkUint32, checkUint64, failId } from './encode-checks.ts';
import { isWritten } from './is-written.ts';
import type { Field, MessageFields, MessageType } from './message-type.ts';
import type { AnyValue, Attributes } from './model.ts';
import { OtlpEncodeError } from './otlp-encode-error.ts';

/**
 * Encodes a message as OTLP/JSON (specification "JSON Protobuf Encoding"): lowerCamelCase names in the order of the
 * .proto, 64-bit integers as strings, enums as integers, ids in lower-case hex. As the Collector does, zeros are left out and
 * embedded messages (resource, scope, status) are written even if empty.
 *
 * @throws {OtlpEncodeError} if the model can't be put on the wire.
 */
export function writeJson<T extends object>(type: MessageType<T>, message: T): Uint8Array {
  const writer = new JsonWriter();
  writer.writeMessage(type, message as MessageFields);
  return writer.sink.toBytes();
}

const QUOTE = 0x22;
const COMMA = 0x2c;
const OPEN_OBJECT = 0x7b;
const CLOSE_OBJECT = 0x7d;
const OPEN_ARRAY = 0x5b;
const CLOSE_ARRAY = 0x5d;

/** Characters JSON wants escaped, and surrogates, of which some may be alone. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what JSON must escape.
const NEEDS_CARE = /["\\\u0000-\u001f\ud800-\udfff]/;

class JsonWriter {
  readonly sink = new ByteSink();

  writeMessage(type: MessageType<object>, message: MessageFields): void {
    const { sink } = this;
    sink.writeByte(OPEN_OBJECT);
    let first = true;
    for (const field of type.fields) {
      const value = message[field.property];
      if (!isWritten(field, value)) continue;
      if (!first) sink.writeByte(COMMA);
      first = false;
      sink.writeAscii(field.jsonKey);
      if (field.repeated) this.#writeList(field, value as readonly unknown[]);
      else this.#writeValue(field, value);
    }
    sink.writeByte(CLOSE_OBJECT);
  }

  #writeList(field: Field, values: readonly unknown[]): void {
    this.sink.writeByte(OPEN_ARRAY);
    for (let i = 0; i < values.length; i++) {
      if (i > 0) this.sink.writeByte(COMMA);
      this.#writeValue(field, values[i]);
    }
    this.sink.writeByte(CLOSE_ARRAY);
  }

  #writeValue(field: Field, value: unknown): void {
    switch (field.type) {
      case 'string':
        this.#writeString(value as string);
        break;
      case 'fixed64':
      case 'uint64':
        this.#writeQuoted(String(checkUint64(value as bigint, field.name)));
        break;
      case 'int64':
      case 'sfixed64':
        this.#writeQuoted(String(checkInt64(value as bigint, field.name)));
        break;
      case 'attributes':
        this.#writeAttributes(value as Attributes, 1);
        break;
      case 'traceId':
        this.#writeId(value as string, 16, field);
        break;
      case 'spanId':
        this.#writeId(value as string, 8, field);
        break;
      case 'message':
        this.writeMessage(field.message as MessageType<object>, value as MessageFields);
        break;
      case 'fixed32':
      case 'uint32':
        this.sink.writeAscii(String(checkUint32(value as number, field.name)));
        break;
      case 'enum':
      case 'int32':
      case 'sint32':
        this.sink.writeAscii(String(checkInt32(value as number, field.name)));
        break;
      case 'bool':
        this.sink.writeAscii(String(value));
        break;
      case 'double':
        this.#writeDouble(value as number);
        break;
      case 'bytes':
        this.#writeBytes(value as Uint8Array);
        break;
      case 'anyValue':
        this.#writeAnyValue(value as AnyValue, 1);
        break;
    }
  }

  #writeAttributes(attributes: Attributes, depth: number): void {
    const { sink } = this;
    sink.writeByte(OPEN_ARRAY);
    let first = true;
    for (const [key, value] of attributes) {
      sink.writeAscii(first ? '{' : ',{');
      first = false;
      if (key !== '') {
        sink.writeAscii('"key":');
        this.#writeString(key);
        sink.writeByte(COMMA);
      }
      sink.writeAscii('"value":');
      this.#writeAnyValue(value, depth);
      sink.writeByte(CLOSE_OBJECT);
    }
    sink.writeByte(CLOSE_ARRAY);
  }

  #writeAnyValue(value: AnyValue, depth: number): void {
    if (depth > MAX_DEPTH) throw new OtlpEncodeError(`values nested more than ${MAX_DEPTH} deep`);
    const { sink } = this;
    sink.writeByte(OPEN_OBJECT);
    if (typeof value === 'string') {
      sink.writeAscii('"stringValue":');
      this.#writeString(value);
    } else if (typeof value === 'bigint') {
      sink.writeAscii('"intValue":');
      this.#writeQuoted(String(checkInt64(value, 'intValue')));
    } else if (typeof value === 'boolean') {
      sink.writeAscii(value ? '"boolValue":true' : '"boolValue":false');
    } else if (typeof value === 'number') {
      sink.writeAscii('"doubleValue":');
      this.#writeDouble(value);
    } else if (value instanceof Uint8Array) {
      sink.writeAscii('"bytesValue":');
      this.#writeBytes(value);
    } else if (Array.isArray(value)) this.#writeArrayValue(value, depth + 1);
    else if (value !== null) {
      sink.writeAscii('"kvlistValue":{');
      if (value.size > 0) {
        sink.writeAscii('"values":');
        this.#writeAttributes(value, depth + 1);
      }
      sink.writeByte(CLOSE_OBJECT);
    }
    sink.writeByte(CLOSE_OBJECT);
  }

  #writeArrayValue(values: readonly AnyValue[], depth: number): void {
    const { sink } = this;
    sink.writeAscii('"arrayValue":{');
    for (let i = 0; i < values.length; i++) {
      sink.writeAscii(i === 0 ? '"values":[' : ',');
      this.#writeAnyValue(values[i] as AnyValue, depth);
    }
    sink.writeAscii(values.length === 0 ? '}' : ']}');
  }

  #writeId(id: string, size: 8 | 16, field: Field): void {
    if (id !== '') checkIdLength(id, size, field.name);
    if (!/^[0-9a-fA-F]*$/.test(id)) failId(id, size, field.name);
    this.#writeQuoted(id.toLowerCase());
  }

  /** The shortest decimal that reads back as the same number; -0 keeps its sign. */
  #writeDouble(value: number): void {
    if (!Number.isFinite(value)) this.#writeQuoted(String(value));
    else this.sink.writeAscii(Object.is(value, -0) ? '-0' : String(value));
  }

  #writeBytes(bytes: Uint8Array): void {
    this.sink.writeByte(QUOTE);
    this.sink.writeBytes(encodeBase64(bytes));
    this.sink.writeByte(QUOTE);
  }

  #writeString(text: string): void {
    if (NEEDS_CARE.test(text)) this.sink.writeText(JSON.stringify(text.toWellFormed()));
    else {
      this.sink.writeByte(QUOTE);
      this.sink.writeText(text);
      this.sink.writeByte(QUOTE);
    }
  }

  /** Text known to be ASCII without anything to escape. */
  #writeQuoted(text: string): void {
    this.sink.writeByte(QUOTE);
    this.sink.writeAscii(text);
    this.sink.writeByte(QUOTE);
  }
}
