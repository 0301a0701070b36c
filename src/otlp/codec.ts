import type { Encoding } from './encoding.ts';
import { readJson } from './json-reader.ts';
import { writeJson } from './json-writer.ts';
import type { MessageType } from './message-type.ts';
import { readProtobuf } from './protobuf-reader.ts';
import { writeProtobuf } from './protobuf-writer.ts';

/**
 * Decodes a message of any type.
 * @throws {OtlpDecodeError} if the bytes are no such message.
 */
export function decodeMessage<T extends object>(
  type: MessageType<T>,
  bytes: Uint8Array,
  encoding: Encoding,
): T {
  return encoding === 'json' ? readJson(type, bytes) : readProtobuf(type, bytes);
}

/**
 * Encodes a message of any type.
 * @throws {OtlpEncodeError} if the model can't be put on the wire.
 */
export function encodeMessage<T extends object>(
  type: MessageType<T>,
  message: T,
  encoding: Encoding,
): Uint8Array {
  return encoding === 'json' ? writeJson(type, message) : writeProtobuf(type, message);
}
