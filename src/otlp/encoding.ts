/** The two encodings of OTLP/HTTP bodies (specification "OTLP/HTTP Request"). */
export type Encoding = 'json' | 'protobuf';

export const CONTENT_TYPES: Readonly<Record<Encoding, string>> = {
  json: 'application/json',
  protobuf: 'application/x-protobuf',
};

/**
 * The encoding a `Content-Type` header names, parameters such as `charset` ignored; `undefined` when it names
 * none of ours (a receiver answers 415 then).
 */
export function encodingOfContentType(contentType: string | undefined): Encoding | undefined {
  const mediaType = contentType?.split(';', 1)[0]?.trim().toLowerCase();
  if (mediaType === CONTENT_TYPES.json) return 'json';
  if (mediaType === CONTENT_TYPES.protobuf) return 'protobuf';
  return undefined;
}
