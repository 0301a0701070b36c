import { OtlpEncodeError } from './otlp-encode-error.ts';

/** Checks of model values that both writers make before they write, so that no wrong bytes leave silently. */

const INT64_MIN = -(2n ** 63n);
const INT64_MAX = 2n ** 63n - 1n;
const UINT64_MAX = 2n ** 64n - 1n;

/** Returns the integer if it fits 64 bits. */
export function checkInt64(value: bigint, field: string): bigint {
  if (value < INT64_MIN || value > INT64_MAX)
    throw new OtlpEncodeError(`${field}: ${value} does not fit int64`);
  return value;
}

export function checkUint64(value: bigint, field: string): bigint {
  if (value < 0n || value > UINT64_MAX) throw new OtlpEncodeError(`${field}: ${value} does not fit uint64`);
  return value;
}

export function checkInt32(value: number, field: string): number {
  if ((value | 0) !== value) throw new OtlpEncodeError(`${field}: ${value} does not fit int32`);
  return value;
}

export function checkUint32(value: number, field: string): number {
  if (value >>> 0 !== value) throw new OtlpEncodeError(`${field}: ${value} does not fit uint32`);
  return value;
}

/** Checks the length of an id in hex digits; the writers check the digits as they write them. */
export function checkIdLength(id: string, size: 8 | 16, field: string): void {
  if (id.length !== 2 * size) failId(id, size, field);
}

export function failId(id: string, size: 8 | 16, field: string): never {
  throw new OtlpEncodeError(`${field}: an id is ${2 * size} hex digits or empty, not ${JSON.stringify(id)}`);
}
