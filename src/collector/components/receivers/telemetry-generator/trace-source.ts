import { type Span, SpanKind, StatusCode, type TracesData } from '../../../../otlp/model.ts';
import { AttributeChoices } from './attribute-choices.ts';
import type { Chance } from './chance.ts';
import type { TracesConfig } from './config.ts';
import { type Operation, requestAttributes } from './operation.ts';
import type { Scenery } from './scenery.ts';

/** The way over the wire, there and back. */
const NETWORK_NS = 500_000n;

/** A request that a service serves, and the ones it makes for that. */
interface Request {
  readonly service: number;
  readonly operation: Operation;
  readonly work: bigint;
  readonly calls: readonly Request[];
  /** With the time of its calls, ns. */
  readonly duration: bigint;
  failed: boolean;
}

/** Makes traces: requests from service to service, as a tree of server and client spans. */
export class TraceSource {
  readonly #config: TracesConfig;
  readonly #scenery: Scenery;
  readonly #chance: Chance;
  readonly #attributes: AttributeChoices;

  constructor(config: TracesConfig, scenery: Scenery, chance: Chance) {
    this.#config = config;
    this.#scenery = scenery;
    this.#chance = chance;
    this.#attributes = new AttributeChoices(config.attributes);
  }

  /** Traces whose root spans end at the given times, ns since the Unix epoch. */
  make(times: readonly bigint[]): TracesData {
    const spans: Span[][] = this.#scenery.services.map(() => []);
    for (const end of times) this.#addTrace(spans, end);
    const resourceSpans = spans.flatMap((ofService, service) =>
      ofService.length === 0
        ? []
        : [
            {
              resource: this.#scenery.resource(service),
              scopeSpans: [{ scope: this.#scenery.scope(), spans: ofService, schemaUrl: '' }],
              schemaUrl: '',
            },
          ],
    );
    return { resourceSpans };
  }

  #addTrace(spans: Span[][], end: bigint): void {
    const first = Math.floor(this.#chance.fraction() * this.#scenery.operations.length);
    const root = this.#request(0, 0, first);
    if (this.#chance.fraction() < this.#config.error_ratio) this.#fail(root);
    this.#serve(spans, root, this.#chance.hex(32), '', end - root.duration);
  }

  /** Plans a request: services and operations follow one another by the level. */
  #request(level: number, branch: number, first: number): Request {
    const { services, operations } = this.#scenery;
    const operation = operations[(first + level + branch) % operations.length];
    if (operation === undefined) throw new RangeError('there are no operations');
    const calls: Request[] = [];
    if (level + 1 < this.#config.depth) {
      for (let index = 0; index < this.#config.breadth; index += 1) {
        calls.push(this.#request(level + 1, branch + index, first));
      }
    }
    const work = this.#chance.latency(this.#config.latency);
    const duration = calls.reduce((sum, call) => sum + call.duration + NETWORK_NS, work);
    return { service: (level + branch) % services.length, operation, work, calls, duration, failed: false };
  }

  /** Something goes wrong somewhere below, and all who wait for it fail. */
  #fail(root: Request): void {
    let request: Request | undefined = root;
    while (request !== undefined) {
      request.failed = true;
      const further: number = request.calls.length;
      const next: number = Math.floor(this.#chance.fraction() * (further + 1));
      request = request.calls[next];
    }
  }

  #serve(spans: Span[][], request: Request, traceId: string, parentSpanId: string, start: bigint): void {
    const { service, operation, failed } = request;
    const server = this.#span(traceId, parentSpanId, operation.name, SpanKind.Server, failed);
    server.startTimeUnixNano = start;
    server.endTimeUnixNano = start + request.duration;
    server.attributes = requestAttributes(operation, failed);
    this.#attributes.addTo(server.attributes, this.#chance);
    spans[service]?.push(server);
    // Half of the work comes before the calls, half after.
    let at = start + request.work / 2n;
    for (const call of request.calls) {
      const client = this.#span(traceId, server.spanId, call.operation.method, SpanKind.Client, call.failed);
      client.startTimeUnixNano = at;
      client.endTimeUnixNano = at + call.duration + NETWORK_NS;
      client.attributes = requestAttributes(call.operation, call.failed);
      client.attributes.delete('http.route');
      client.attributes.set('server.address', this.#scenery.services[call.service] ?? '');
      this.#attributes.addTo(client.attributes, this.#chance);
      spans[service]?.push(client);
      this.#serve(spans, call, traceId, client.spanId, at + NETWORK_NS / 2n);
      at = client.endTimeUnixNano;
    }
  }

  #span(traceId: string, parentSpanId: string, name: string, kind: number, failed: boolean): Span {
    return {
      traceId,
      spanId: this.#chance.hex(16),
      traceState: '',
      parentSpanId,
      // Sampled, and known not to come from elsewhere.
      flags: 0x101,
      name,
      kind,
      startTimeUnixNano: 0n,
      endTimeUnixNano: 0n,
      attributes: new Map(),
      droppedAttributesCount: 0,
      events: [],
      droppedEventsCount: 0,
      links: [],
      droppedLinksCount: 0,
      status: { code: failed ? StatusCode.Error : StatusCode.Unset, message: '' },
    };
  }
}
