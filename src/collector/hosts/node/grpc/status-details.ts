/** `grpc-status-details-bin`: a google.rpc.Status whose RetryInfo says when a client may try again (OTLP specification, "OTLP/gRPC Throttling"). */
import { decodeMessage, encodeMessage } from '../../../../otlp/codec.ts';
import { defineMessage, field, list } from '../../../../otlp/message-type.ts';

const RETRY_INFO = 'type.googleapis.com/google.rpc.RetryInfo';
const NS_PER_SECOND = 1_000_000_000n;

interface Duration {
  seconds: bigint;
  nanos: number;
}

const durationType = defineMessage<Duration>('google.protobuf.Duration', () => ({ seconds: 0n, nanos: 0 }), {
  seconds: field(1, 'int64'),
  nanos: field(2, 'int32'),
});

interface RetryInfo {
  retryDelay: Duration | undefined;
}

const retryInfoType = defineMessage<RetryInfo>('google.rpc.RetryInfo', () => ({ retryDelay: undefined }), {
  retryDelay: field(1, durationType),
});

interface Any {
  typeUrl: string;
  value: Uint8Array;
}

const anyType = defineMessage<Any>('google.protobuf.Any', () => ({ typeUrl: '', value: new Uint8Array() }), {
  typeUrl: field(1, 'string'),
  value: field(2, 'bytes'),
});

interface DetailedStatus {
  code: number;
  message: string;
  details: Any[];
}

const statusType = defineMessage<DetailedStatus>(
  'google.rpc.Status',
  () => ({ code: 0, message: '', details: [] }),
  { code: field(1, 'int32'), message: field(2, 'string'), details: list(3, anyType) },
);

/** The header's value for a status with a RetryInfo. */
export function encodeRetryDetails(code: number, message: string, retryDelayNs: bigint): string {
  const retryDelay = { seconds: retryDelayNs / NS_PER_SECOND, nanos: Number(retryDelayNs % NS_PER_SECOND) };
  const value = encodeMessage(retryInfoType, { retryDelay }, 'protobuf');
  const status = { code, message, details: [{ typeUrl: RETRY_INFO, value }] };
  return Buffer.from(encodeMessage(statusType, status, 'protobuf'))
    .toString('base64')
    .replace(/=+$/, '');
}

/** The RetryInfo in the header's value, in ns; `undefined` where there is none or the value can't be read. */
export function decodeRetryDelay(value: string): bigint | undefined {
  try {
    const status = decodeMessage(statusType, new Uint8Array(Buffer.from(value, 'base64')), 'protobuf');
    const info = status.details.find(({ typeUrl }) => typeUrl === RETRY_INFO);
    if (info === undefined) return undefined;
    const { retryDelay } = decodeMessage(retryInfoType, info.value, 'protobuf');
    return retryDelay && retryDelay.seconds * NS_PER_SECOND + BigInt(retryDelay.nanos);
  } catch {
    // Details are an addition: the status counts without them.
    return undefined;
  }
}
