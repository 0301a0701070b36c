import { decodeMessage, encodeMessage } from '../../../../otlp/codec.ts';
import { defineMessage, field, list } from '../../../../otlp/message-type.ts';

/** What a persistent queue knows of itself (core exporterhelper/internal/queue/meta.proto). */
export interface QueueState {
  itemsSize: bigint;
  bytesSize: bigint;
  /** The number of the next request to be read; those up to `writeIndex` wait. */
  readIndex: bigint;
  writeIndex: bigint;
  /** The numbers of those under way. */
  currentlyDispatchedItems: bigint[];
}

/** The key it is stored under. */
export const METADATA_KEY = 'qmv0';

const stateType = defineMessage<QueueState>('PersistentMetadata', emptyState, {
  itemsSize: field(1, 'sfixed64'),
  bytesSize: field(2, 'sfixed64'),
  readIndex: field(3, 'fixed64'),
  writeIndex: field(4, 'fixed64'),
  currentlyDispatchedItems: list(5, 'fixed64'),
});

export function emptyState(): QueueState {
  return { itemsSize: 0n, bytesSize: 0n, readIndex: 0n, writeIndex: 0n, currentlyDispatchedItems: [] };
}

export function writeState(state: QueueState): Uint8Array {
  return encodeMessage(stateType, state, 'protobuf');
}

/** @throws {OtlpDecodeError} if the bytes are no such record. */
export function readState(bytes: Uint8Array): QueueState {
  return decodeMessage(stateType, bytes, 'protobuf');
}
