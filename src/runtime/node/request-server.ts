/** A request of the host to a server of the program, as real HTTP. */
import http from 'node:http';
import type { HttpRequest, HttpResponse } from '../../collector/http.ts';
import { LabRequestError } from '../lab-runtime.ts';
import { plainHeaders } from './plain-headers.ts';

/**
 * To a socket file, or to the port itself where that is `undefined`. Rejects with `ECONNREFUSED` when nothing listens
 * there, with `ECONNRESET` when the answer does not come.
 */
export function requestServer(
  socketPath: string | undefined,
  port: number,
  request: HttpRequest,
): Promise<HttpResponse> {
  const { method, path, headers, body } = request;
  return new Promise((resolve, reject) => {
    const outgoing = http.request({
      ...(socketPath === undefined ? { host: 'localhost', port } : { socketPath }),
      method,
      path,
      agent: false,
      headers: {
        host: `localhost:${port}`,
        ...headers,
        ...(body.length > 0 ? { 'content-length': body.length } : {}),
      },
    });
    outgoing.on('error', (error: NodeJS.ErrnoException) => {
      const refused = error.code === 'ECONNREFUSED' || error.code === 'ENOENT';
      reject(new LabRequestError(refused ? 'ECONNREFUSED' : 'ECONNRESET', port));
    });
    outgoing.on('response', (incoming) => {
      incoming.toArray().then(
        (chunks) =>
          resolve({
            status: incoming.statusCode ?? 0,
            headers: plainHeaders(incoming.headers),
            body: new Uint8Array(Buffer.concat(chunks)),
          }),
        () => reject(new LabRequestError('ECONNRESET', port)),
      );
    });
    outgoing.end(body);
  });
}
