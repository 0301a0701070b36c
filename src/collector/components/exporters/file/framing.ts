import { encodeRequest } from '../../../../otlp/export-request.ts';
import type { CarriedSignal, SignalData } from '../../../pipeline/consumer.ts';

const LINE_END = 0x0a;

/** The bytes of a length, big-endian. */
const LENGTH_BYTES = 4;

/**
 * How data stands in a file: a line of JSON, or a protobuf message after its length.
 * @throws {OtlpEncodeError} if the data can't be encoded.
 */
export function framed<S extends CarriedSignal>(
  signal: S,
  data: SignalData[S],
  format: 'json' | 'proto',
): Uint8Array {
  const message = encodeRequest(signal, data, format === 'json' ? 'json' : 'protobuf');
  const before = format === 'json' ? 0 : LENGTH_BYTES;
  const bytes = new Uint8Array(before + message.length + (format === 'json' ? 1 : 0));
  bytes.set(message, before);
  if (format === 'json') bytes[bytes.length - 1] = LINE_END;
  else new DataView(bytes.buffer).setUint32(0, message.length);
  return bytes;
}
