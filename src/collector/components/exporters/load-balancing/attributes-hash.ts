/** The hash of attributes in any order, by which the collector tells resources and streams apart (contrib pkg/pdatautil). */

import { ByteSink } from '../../../../otlp/byte-sink.ts';
import type { AnyValue, Attributes } from '../../../../otlp/model.ts';
import { compareCodePoints } from './compare-code-points.ts';
import { xxh64 } from './xxh64.ts';

// What stands before each value; none of these bytes occurs in UTF-8.
const SECOND_HALF = 0xf3;
const KEY = 0xf4;
const NOTHING = 0xf5;
const BYTES = 0xf6;
const TEXT = 0xf7;
const TRUE = 0xf8;
const FALSE = 0xf9;
const INTEGER = 0xfa;
const DOUBLE = 0xfb;
const MAP = 0xfc;
const MAP_END = 0xfd;
const LIST = 0xfe;
const LIST_END = 0xff;

/** 16 bytes; zeros for no attributes. */
export function attributesHash(attributes: Attributes): Uint8Array {
  const hash = new Uint8Array(16);
  if (attributes.size === 0) return hash;
  const sink = new ByteSink();
  writeMap(sink, attributes);
  const view = new DataView(hash.buffer);
  view.setBigUint64(0, xxh64(sink.toBytes()), true);
  sink.writeByte(SECOND_HALF);
  view.setBigUint64(8, xxh64(sink.toBytes()), true);
  return hash;
}

function writeMap(sink: ByteSink, attributes: Attributes): void {
  for (const key of [...attributes.keys()].sort(compareCodePoints)) {
    sink.writeByte(KEY);
    sink.writeText(key);
    writeValue(sink, attributes.get(key) ?? null);
  }
}

function writeValue(sink: ByteSink, value: AnyValue): void {
  switch (typeof value) {
    case 'string':
      sink.writeByte(TEXT);
      sink.writeText(value);
      return;
    case 'boolean':
      sink.writeByte(value ? TRUE : FALSE);
      return;
    case 'bigint':
      sink.writeByte(INTEGER);
      sink.writeBytes(eightBytes((view) => view.setBigUint64(0, BigInt.asUintN(64, value), true)));
      return;
    case 'number':
      sink.writeByte(DOUBLE);
      sink.writeBytes(eightBytes((view) => view.setFloat64(0, value, true)));
      return;
    default:
      writeCompound(sink, value);
  }
}

function writeCompound(sink: ByteSink, value: AnyValue & (object | null)): void {
  if (value === null) {
    sink.writeByte(NOTHING);
  } else if (value instanceof Uint8Array) {
    sink.writeByte(BYTES);
    sink.writeBytes(value);
  } else if (Array.isArray(value)) {
    sink.writeByte(LIST);
    for (const item of value) writeValue(sink, item);
    sink.writeByte(LIST_END);
  } else {
    sink.writeByte(MAP);
    writeMap(sink, value);
    sink.writeByte(MAP_END);
  }
}

function eightBytes(write: (view: DataView) => void): Uint8Array {
  const bytes = new Uint8Array(8);
  write(new DataView(bytes.buffer));
  return bytes;
}
