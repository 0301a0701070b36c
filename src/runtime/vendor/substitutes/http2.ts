/** `@hono/node-server` asks requests whether they came over HTTP/2, which servers of a lab don't speak. */
export class Http2ServerRequest {}

export const constants = { NGHTTP2_NO_ERROR: 0, NGHTTP2_CANCEL: 8 };
