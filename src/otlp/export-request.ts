import { decodeMessage, encodeMessage } from './codec.ts';
import type { Encoding } from './encoding.ts';
import { readTracesFast } from './fast-traces.ts';
import type { MessageType } from './message-type.ts';
import { logsDataType } from './messages/logs.ts';
import { metricsDataType } from './messages/metrics.ts';
import { profilesDataType } from './messages/profiles.ts';
import { tracesDataType } from './messages/traces.ts';
import type { LogsData, MetricsData, ProfilesData, TracesData } from './model.ts';

/** The data of each signal that can be decoded. A new signal is a line here and a table in `messages/`. */
export interface SignalData {
  traces: TracesData;
  metrics: MetricsData;
  logs: LogsData;
  profiles: ProfilesData;
}

/** The message of each signal: what a request's body holds, and what clone and comparison need. */
export const SIGNAL_TYPES: { readonly [S in keyof SignalData]: MessageType<SignalData[S]> } = {
  traces: tracesDataType,
  metrics: metricsDataType,
  logs: logsDataType,
  profiles: profilesDataType,
};

/**
 * Decodes the body of an `Export<Signal>ServiceRequest` after any content encoding has been undone.
 * @throws {OtlpDecodeError} if the bytes are no such request.
 */
export function decodeRequest<S extends keyof SignalData>(
  signal: S,
  body: Uint8Array,
  encoding: Encoding,
): SignalData[S] {
  if (signal === 'traces') return decodeTraces(body, encoding) as SignalData[S];
  return decodeMessage(SIGNAL_TYPES[signal], body, encoding);
}

/**
 * Encodes the body of an `Export<Signal>ServiceRequest`.
 * @throws {OtlpEncodeError} if the data can't be put on the wire.
 */
export function encodeRequest<S extends keyof SignalData>(
  signal: S,
  data: SignalData[S],
  encoding: Encoding,
): Uint8Array {
  return encodeMessage(SIGNAL_TYPES[signal], data, encoding);
}

/** `decodeRequest` for traces: also reads `TracesData` files, which have the same form. */
export function decodeTraces(bytes: Uint8Array, encoding: Encoding): TracesData {
  const fast = encoding === 'protobuf' ? readTracesFast(bytes) : undefined;
  return fast ?? decodeMessage(tracesDataType, bytes, encoding);
}

/** `encodeRequest` for traces. */
export function encodeTraces(data: TracesData, encoding: Encoding): Uint8Array {
  return encodeMessage(tracesDataType, data, encoding);
}
