import { decodeRequest, encodeRequest } from '../../../../otlp/export-request.ts';
import type { CarriedSignal } from '../../../pipeline/consumer.ts';
import { Request } from './request.ts';

/** A request as it is stored: the length of the metadata, the metadata as JSON, the data as protobuf. */
export function encodeStored(request: Request<CarriedSignal>): Uint8Array {
  const metadata = new TextEncoder().encode(JSON.stringify([...request.context.metadata]));
  const data = encodeRequest(request.signal, request.data, 'protobuf');
  const bytes = new Uint8Array(4 + metadata.length + data.length);
  new DataView(bytes.buffer).setUint32(0, metadata.length, true);
  bytes.set(metadata, 4);
  bytes.set(data, 4 + metadata.length);
  return bytes;
}

/** Throws when the bytes are no stored request of the signal. */
export function decodeStored<S extends CarriedSignal>(signal: S, bytes: Uint8Array): Request<S> {
  if (bytes.length < 4) throw new Error('value not set');
  const end = 4 + new DataView(bytes.buffer, bytes.byteOffset).getUint32(0, true);
  const metadata: unknown = JSON.parse(new TextDecoder().decode(bytes.subarray(4, end)));
  if (!Array.isArray(metadata)) throw new Error('invalid value');
  const data = decodeRequest(signal, bytes.subarray(end), 'protobuf');
  return new Request(signal, data, { metadata: new Map(metadata as [string, string[]][]) });
}
