/** The body of a request, whole. */
import type http from 'node:http';

/** Larger ones are refused with 413 before they are read to their end. */
const LARGEST_BODY_BYTES = 64 * 1024 * 1024;

/** `undefined` when it is too large; rejects when it does not come to its end. */
export async function requestBody(incoming: http.IncomingMessage): Promise<Uint8Array | undefined> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of incoming as AsyncIterable<Buffer>) {
    length += chunk.length;
    if (length > LARGEST_BODY_BYTES) return undefined;
    chunks.push(chunk);
  }
  return new Uint8Array(Buffer.concat(chunks));
}
