import { ByteSink } from './byte-sink.ts';
import { MAX_DEPTH } from './decode-limits.ts';
import { checkIdLength, checkInt32, checkInt64, checkUint32, checkUint64, failId } from './encode-checks.ts';
import { writeHex } from './hex.ts';
import { isWritten } from './is-written.ts';
import { type Field, isPackable, type MessageFields, type MessageType } from './message-type.ts';
import type { AnyValue, Attributes } from './model.ts';
import { OtlpEncodeError } from './otlp-encode-error.ts';

/**
 * Encodes a message as protobuf: fields in the order of the .proto, zeros left out, numbers packed, embedded messages
 * (resource, scope, status) written even if empty, as the Collector does.
 *
 * @throws {OtlpEncodeError} if the model can't be put on the wire.
 */
export function writeProtobuf<T extends object>(type: MessageType<T>, message: T): Uint8Array {
  const writer = new ProtobufWriter();
  writer.writeFields(type, message as MessageFields);
  return writer.sink.toBytes();
}

/** Tags of AnyValue's members, of KeyValue and of the lists in AnyValue. */
const TAG = {
  stringValue: 0x0a,
  boolValue: 0x10,
  intValue: 0x18,
  doubleValue: 0x21,
  arrayValue: 0x2a,
  kvlistValue: 0x32,
  bytesValue: 0x3a,
  key: 0x0a,
  value: 0x12,
  values: 0x0a,
} as const;

const idBytes = new Uint8Array(16);
const idBytesOfSize = { 8: idBytes.subarray(0, 8), 16: idBytes } as const;

class ProtobufWriter {
  readonly sink = new ByteSink();

  writeFields(type: MessageType<object>, message: MessageFields): void {
    for (const field of type.fields) {
      const value = message[field.property];
      if (!isWritten(field, value)) continue;
      if (field.repeated) this.#writeRepeated(field, value as readonly unknown[]);
      else if (field.type === 'attributes') this.#writeAttributes(field.tag, value as Attributes, 1);
      else {
        this.sink.writeVarint(field.tag);
        this.#writeValue(field, value);
      }
    }
  }

  #writeRepeated(field: Field, values: readonly unknown[]): void {
    if (isPackable(field.type)) {
      this.sink.writeVarint(field.tag);
      const mark = this.sink.beginLength();
      for (const value of values) this.#writeValue(field, value);
      this.sink.endLength(mark);
      return;
    }
    for (const value of values) {
      this.sink.writeVarint(field.tag);
      this.#writeValue(field, value);
    }
  }

  /** Writes one value behind its tag. Attributes are not among them: each has a tag of its own. */
  #writeValue(field: Field, value: unknown): void {
    const { sink } = this;
    switch (field.type) {
      case 'string':
        this.#writeString(value as string);
        break;
      case 'fixed64':
        sink.writeFixed64(checkUint64(value as bigint, field.name));
        break;
      case 'sfixed64':
        sink.writeFixed64(checkInt64(value as bigint, field.name));
        break;
      case 'traceId':
        this.#writeId(value as string, 16, field);
        break;
      case 'spanId':
        this.#writeId(value as string, 8, field);
        break;
      case 'message': {
        const mark = sink.beginLength();
        this.writeFields(field.message as MessageType<object>, value as MessageFields);
        sink.endLength(mark);
        break;
      }
      case 'fixed32':
        sink.writeFixed32(checkUint32(value as number, field.name));
        break;
      case 'uint32':
        sink.writeVarint(checkUint32(value as number, field.name));
        break;
      case 'enum':
      case 'int32': {
        const int32 = checkInt32(value as number, field.name);
        if (int32 < 0) sink.writeVarint64(BigInt(int32));
        else sink.writeVarint(int32);
        break;
      }
      case 'sint32': {
        const int32 = checkInt32(value as number, field.name);
        sink.writeVarint(((int32 << 1) ^ (int32 >> 31)) >>> 0);
        break;
      }
      case 'bool':
        sink.writeByte(value === true ? 1 : 0);
        break;
      case 'int64':
        sink.writeVarint64(checkInt64(value as bigint, field.name));
        break;
      case 'uint64':
        sink.writeVarint64(checkUint64(value as bigint, field.name));
        break;
      case 'double':
        sink.writeDouble(value as number);
        break;
      case 'bytes':
        this.#writeBytes(value as Uint8Array);
        break;
      case 'anyValue': {
        const mark = sink.beginLength();
        this.#writeAnyValue(value as AnyValue, 1);
        sink.endLength(mark);
        break;
      }
    }
  }

  #writeAttributes(tag: number, attributes: Attributes, depth: number): void {
    const { sink } = this;
    for (const [key, value] of attributes) {
      sink.writeVarint(tag);
      const mark = sink.beginLength();
      if (key !== '') {
        sink.writeByte(TAG.key);
        this.#writeString(key);
      }
      sink.writeByte(TAG.value);
      const valueMark = sink.beginLength();
      this.#writeAnyValue(value, depth);
      sink.endLength(valueMark);
      sink.endLength(mark);
    }
  }

  #writeAnyValue(value: AnyValue, depth: number): void {
    if (depth > MAX_DEPTH) throw new OtlpEncodeError(`values nested more than ${MAX_DEPTH} deep`);
    const { sink } = this;
    if (typeof value === 'string') {
      sink.writeByte(TAG.stringValue);
      this.#writeString(value);
    } else if (typeof value === 'bigint') {
      sink.writeByte(TAG.intValue);
      sink.writeVarint64(checkInt64(value, 'intValue'));
    } else if (typeof value === 'boolean') {
      sink.writeByte(TAG.boolValue);
      sink.writeByte(value ? 1 : 0);
    } else if (typeof value === 'number') {
      sink.writeByte(TAG.doubleValue);
      sink.writeDouble(value);
    } else if (value instanceof Uint8Array) {
      sink.writeByte(TAG.bytesValue);
      this.#writeBytes(value);
    } else if (Array.isArray(value)) {
      sink.writeByte(TAG.arrayValue);
      const mark = sink.beginLength();
      for (const element of value) {
        sink.writeByte(TAG.values);
        const elementMark = sink.beginLength();
        this.#writeAnyValue(element, depth + 1);
        sink.endLength(elementMark);
      }
      sink.endLength(mark);
    } else if (value !== null) {
      sink.writeByte(TAG.kvlistValue);
      const mark = sink.beginLength();
      this.#writeAttributes(TAG.values, value, depth + 1);
      sink.endLength(mark);
    }
  }

  #writeId(id: string, size: 8 | 16, field: Field): void {
    this.sink.writeByte(id === '' ? 0 : size);
    if (id === '') return;
    checkIdLength(id, size, field.name);
    const bytes = idBytesOfSize[size];
    if (!writeHex(id, bytes, 0)) failId(id, size, field.name);
    this.sink.writeBytes(bytes);
  }

  #writeString(text: string): void {
    const mark = this.sink.beginLength();
    this.sink.writeText(text);
    this.sink.endLength(mark);
  }

  #writeBytes(bytes: Uint8Array): void {
    this.sink.writeVarint(bytes.length);
    this.sink.writeBytes(bytes);
  }
}
