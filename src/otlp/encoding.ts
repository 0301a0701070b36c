/** The two encodings of OTLP/HTTP bodies (specification "OTLP/HTTP Request"). */
export type Encoding = 'json' | 'protobuf';

export const CONTENT_TYPES: Readonly<Record<Encoding, string>> = {
  json: 'application/json',
  protobuf: 'application/x-protobuf',
};

const TOKEN = "[!#$%&'*+.^_`|~0-9A-Za-z-]+";
const PARAMETERS = new RegExp(`^(\\s*;\\s*${TOKEN}\\s*=\\s*(${TOKEN}|"([^"\\\\]|\\\\.)*"))*[\\s;]*$`);

/**
 * The encoding a `Content-Type` header names, parameters such as `charset` ignored; `undefined` when it names
 * none of ours, or its parameters are none (a receiver answers 415 then).
 */
export function encodingOfContentType(contentType: string | undefined): Encoding | undefined {
  if (contentType === undefined) return undefined;
  const semicolon = contentType.indexOf(';');
  if (semicolon >= 0 && !PARAMETERS.test(contentType.slice(semicolon))) return undefined;
  const mediaType = (semicolon < 0 ? contentType : contentType.slice(0, semicolon)).trim().toLowerCase();
  if (mediaType === CONTENT_TYPES.json) return 'json';
  if (mediaType === CONTENT_TYPES.protobuf) return 'protobuf';
  return undefined;
}
