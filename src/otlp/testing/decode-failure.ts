import { OtlpDecodeError } from '../otlp-decode-error.ts';

/** Runs a decoding that must fail and returns its error; any other outcome fails the test. */
export function decodeFailure(decode: () => unknown): OtlpDecodeError {
  let result: unknown;
  try {
    result = decode();
  } catch (error) {
    if (error instanceof OtlpDecodeError) return error;
    throw error;
  }
  throw new Error(`expected an OtlpDecodeError, decoded ${String(result)}`);
}
