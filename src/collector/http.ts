/**
 * HTTP as plain data. The collector's receivers and exporters, and the loopback network of the lab runtimes,
 * speak it; hosts translate it to sockets (Node) or messages (browser).
 */

/** Header names are lower case; one value each, repeated headers joined with ", ". */
export type HttpHeaders = Readonly<Record<string, string>>;

export interface HttpRequest {
  /** Upper case: "POST". */
  readonly method: string;
  /** Path and query as on the request line: "/v1/traces?x=1". */
  readonly path: string;
  readonly headers: HttpHeaders;
  readonly body: Uint8Array;
}

export interface HttpResponse {
  readonly status: number;
  readonly headers: HttpHeaders;
  readonly body: Uint8Array;
}

export type HttpHandler = (request: HttpRequest) => Promise<HttpResponse>;
