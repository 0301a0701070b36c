import type { HttpHeaders } from '../http.ts';

/** Headers of gRPC itself that Go's server doesn't show as metadata. */
const RESERVED = /^(?::.*|te|grpc-.*)$/;

/** What a handler sees of a call's headers. */
export function callMetadata(headers: HttpHeaders): HttpHeaders {
  const metadata: Record<string, string> = {};
  for (const [name, value] of Object.entries(headers)) {
    if (!RESERVED.test(name)) metadata[name] = value;
  }
  return metadata;
}
