import type { Attributes } from '../../../../otlp/model.ts';

/** Something requests ask for: "GET /products". */
export interface Operation {
  readonly name: string;
  readonly method: string;
  readonly route: string;
}

export function parseOperation(name: string): Operation {
  const match = /^([A-Z]+) (\/.*)$/.exec(name);
  return { name, method: match?.[1] ?? 'GET', route: match?.[2] ?? name };
}

/** What HTTP's semantic conventions say of a request that was served. */
export function requestAttributes({ method, route }: Operation, failed: boolean): Attributes {
  const attributes: Attributes = new Map<string, string | bigint>([
    ['http.request.method', method],
    ['http.route', route],
    ['http.response.status_code', failed ? 500n : 200n],
  ]);
  if (failed) attributes.set('error.type', '500');
  return attributes;
}
