import { decodeMessage, encodeMessage } from './codec.ts';
import type { Encoding } from './encoding.ts';
import { exportResponseTypes } from './messages/export-responses.ts';
import type { PartialSuccess, Signal } from './model.ts';

const FULL_SUCCESS: Readonly<PartialSuccess> = { rejected: 0n, errorMessage: '' };

/**
 * Encodes an `Export<Signal>ServiceResponse`. Full success is `{"partialSuccess":{}}` in JSON and the bytes 0a 00 in
 * protobuf: the Collector sends an empty partial success, where the specification would leave it out.
 */
export function encodeResponse(
  signal: Signal,
  encoding: Encoding,
  partialSuccess: PartialSuccess = FULL_SUCCESS,
): Uint8Array {
  return encodeMessage(exportResponseTypes[signal], { partialSuccess }, encoding);
}

/**
 * Decodes an `Export<Signal>ServiceResponse`; an empty body is full success in either encoding, as exporters take it.
 * @throws {OtlpDecodeError} if the bytes are no such response.
 */
export function decodeResponse(signal: Signal, body: Uint8Array, encoding: Encoding): PartialSuccess {
  if (body.length === 0) return { ...FULL_SUCCESS };
  return decodeMessage(exportResponseTypes[signal], body, encoding).partialSuccess;
}
