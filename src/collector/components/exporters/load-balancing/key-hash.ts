/** CRC-32 of what routes data, as the ring takes it. */
import { crc32 } from '../../../../otlp/checksums.ts';
import { writeHex } from '../../../../otlp/hex.ts';

const utf8 = new TextEncoder();
const traceIdBytes = new Uint8Array(16);

export function textHash(key: string): number {
  return crc32(0, utf8.encode(key));
}

/** Of the 16 bytes of a trace id; '' is 16 zeros. */
export function traceIdHash(traceId: string): number {
  if (traceId === '') traceIdBytes.fill(0);
  else writeHex(traceId, traceIdBytes, 0);
  return crc32(0, traceIdBytes);
}
