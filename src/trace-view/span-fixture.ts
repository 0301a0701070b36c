/** Spans for the tests of this folder. */
import type { StoredSpan } from '../backends/traces/trace-store.ts';
import type { AnyValue, Span } from '../otlp/model.ts';

/** 2026-07-13T08:12:03Z, ns since the Unix epoch. */
export const FIXTURE_EPOCH = 1_783_930_323_000_000_000n;

export interface SpanSketch {
  readonly id: string;
  readonly parent?: string;
  readonly name?: string;
  readonly service?: string;
  /** ms since `FIXTURE_EPOCH` */
  readonly from?: number;
  /** ms since `FIXTURE_EPOCH`; left out for a span without end. */
  readonly to?: number;
  readonly traceId?: string;
  readonly attributes?: Readonly<Record<string, AnyValue>>;
  readonly more?: Partial<Span>;
}

let arrivals = 0;

export function sketchSpan(sketch: SpanSketch): StoredSpan {
  return {
    sequence: arrivals++,
    resource: {
      attributes: new Map([['service.name', sketch.service ?? 'shop']]),
      droppedAttributesCount: 0,
    },
    scope: { name: 'fixture', version: '1.0.0', attributes: new Map(), droppedAttributesCount: 0 },
    span: {
      traceId: sketch.traceId ?? '7b2e51c84f0d4a9e9c36d1f0a8e4527d',
      spanId: sketch.id,
      traceState: '',
      parentSpanId: sketch.parent ?? '',
      flags: 0x101,
      name: sketch.name ?? sketch.id,
      kind: 1,
      startTimeUnixNano: at(sketch.from ?? 0),
      endTimeUnixNano: sketch.to === undefined ? 0n : at(sketch.to),
      attributes: new Map(Object.entries(sketch.attributes ?? {})),
      droppedAttributesCount: 0,
      events: [],
      droppedEventsCount: 0,
      links: [],
      droppedLinksCount: 0,
      status: { code: 0, message: '' },
      ...sketch.more,
    },
  };
}

/** Absolute time of a fixture's millisecond. */
export function at(ms: number): bigint {
  return FIXTURE_EPOCH + BigInt(Math.round(ms * 1e6));
}

const ERROR = { code: 2, message: '' };

/** A checkout through five services: one failed attempt, one missing span, one child that outlives its caller. */
export function checkoutTrace(): StoredSpan[] {
  const rows: [id: string, parent: string, service: string, name: string, from: number, to: number][] = [
    ['a1', '', 'gateway', 'POST /checkout', 0, 1284],
    ['a2', 'a1', 'gateway', 'load session', 4, 31],
    ['a3', 'a2', 'gateway', 'GET', 6, 28],
    ['a4', 'a1', 'gateway', 'POST', 36, 1268],
    ['b1', 'a4', 'orders', 'POST /orders', 42, 1260],
    ['b2', 'b1', 'orders', 'validate order', 46, 63],
    ['b3', 'b1', 'orders', 'SELECT customers', 66, 104],
    ['b4', 'b1', 'orders', 'quote shipping', 108, 190],
    ['b5', 'b4', 'orders', 'GET', 112, 186],
    ['b6', 'b1', 'orders', 'POST', 108, 302],
    ['c1', 'b6', 'inventory', 'POST /reservations', 114, 296],
    ['c2', 'c1', 'inventory', 'SELECT stock', 120, 171],
    ['c3', 'c1', 'inventory', 'UPDATE stock', 176, 284],
    ['b7', 'b1', 'orders', 'POST', 308, 812],
    ['d1', 'b7', 'payments', 'POST /charges', 316, 1020],
    ['d2', 'd1', 'payments', 'authorise card', 322, 1008],
    ['d3', 'd2', 'payments', 'POST', 330, 1001],
    ['b8', 'b1', 'orders', 'POST', 864, 1148],
    ['d4', 'b8', 'payments', 'POST /charges', 871, 1142],
    ['d5', 'd4', 'payments', 'SELECT charges', 876, 902],
    ['d6', 'd4', 'payments', 'authorise card', 906, 1136],
    ['d7', 'd6', 'payments', 'POST', 911, 1130],
    ['b9', 'b1', 'orders', 'INSERT orders', 1152, 1221],
    ['ba', 'b1', 'orders', 'send orders.created', 1226, 1251],
    ['e1', 'f0', 'mailer', 'render receipt', 1256, 1266],
    ['e2', 'f0', 'mailer', 'POST', 1267, 1280],
  ];
  const id = (short: string) => (short === '' ? '' : `c3f1209be7754d${short}`);
  const kinds: Readonly<Record<string, number>> = {
    POST: 3,
    GET: 3,
    'POST /checkout': 2,
    'POST /orders': 2,
    'POST /charges': 2,
    'POST /reservations': 2,
  };
  return rows.map(([short, parent, service, name, from, to]) =>
    sketchSpan({
      id: id(short),
      parent: parent === 'f0' ? 'a41f836c0b1d22e7' : id(parent),
      service,
      name,
      from,
      to,
      attributes: short === 'b7' ? TIMED_OUT : { 'http.request.method': name.split(' ')[0] ?? '' },
      more: {
        kind: kinds[name] ?? 1,
        ...(short === 'b7'
          ? {
              status: ERROR,
              events: [
                {
                  name: 'exception',
                  timeUnixNano: at(810),
                  attributes: new Map([
                    ['exception.type', 'TimeoutError'],
                    ['exception.message', 'The operation was aborted due to timeout'],
                  ]),
                  droppedAttributesCount: 0,
                },
              ],
            }
          : {}),
      },
    }),
  );
}

const TIMED_OUT = {
  'http.request.method': 'POST',
  'url.full': 'http://payments:8083/charges',
  'server.address': 'payments',
  'server.port': 8083n,
  'error.type': 'TimeoutError',
};
