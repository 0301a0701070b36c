import type { Attributes, Span } from '../../../../otlp/model.ts';
import { valueText } from '../../exporters/debug/value-text.ts';
import type { ServiceGraphConfig } from './config.ts';
import type { Edge } from './edge.ts';

const DEFAULT_PEER_ATTRIBUTES = ['peer.service', 'db.name', 'db.system'];
const DEFAULT_DATABASE_ATTRIBUTES = ['db.name'];
const STATUS_ERROR = 2;

/** A span of an edge, with what its resource says. */
export interface SidedSpan {
  readonly service: string;
  readonly resource: Attributes;
  readonly span: Span;
  /** Its kind is producer or consumer. */
  readonly messaging: boolean;
}

/** Writes what spans say into edges. */
export class EdgeBuilder {
  readonly #dimensions: readonly {
    readonly name: string;
    readonly client: string;
    readonly server: string;
  }[];
  readonly #peerAttributes: readonly string[];
  readonly #databaseAttributes: readonly string[];
  readonly #extraLabel: boolean;

  constructor(config: ServiceGraphConfig) {
    this.#dimensions = (config.dimensions ?? []).map((name) => ({
      name,
      client: `client_${name}`,
      server: `server_${name}`,
    }));
    this.#peerAttributes = config.virtual_node_peer_attributes ?? DEFAULT_PEER_ATTRIBUTES;
    const database = config.database_name_attributes ?? [];
    this.#databaseAttributes = database.length > 0 ? database : DEFAULT_DATABASE_ATTRIBUTES;
    this.#extraLabel = config.virtual_node_extra_label;
  }

  client(edge: Edge, { service, resource, span, messaging }: SidedSpan): void {
    edge.connectionType = messaging ? 'messaging_system' : '';
    edge.clientService = service;
    edge.clientLatency = seconds(span);
    edge.failed ||= span.status.code === STATUS_ERROR;
    this.#addDimensions(edge, 'client', resource, span.attributes);
    this.#addPeer(edge, span.attributes);
    for (const name of this.#databaseAttributes) {
      const database = textOf(name, resource, span.attributes);
      if (database === undefined) continue;
      // A database sends no spans: what the client measured stands for both.
      edge.connectionType = 'database';
      edge.serverService = database;
      edge.serverLatency = edge.clientLatency;
      break;
    }
  }

  server(edge: Edge, { service, resource, span, messaging }: SidedSpan): void {
    edge.connectionType = messaging ? 'messaging_system' : '';
    edge.serverService = service;
    edge.serverLatency = seconds(span);
    edge.failed ||= span.status.code === STATUS_ERROR;
    this.#addDimensions(edge, 'server', resource, span.attributes);
  }

  /** Makes up the side of an expired edge that has sent no span, where it can be told; calls back with each edge it completes. */
  completeVirtually(edge: Edge, completed: (edge: Edge) => void): void {
    if (this.#peerAttributes.length === 0) return;
    edge.connectionType = 'virtual_node';
    if (edge.clientService === '' && edge.clientSpanId === '') {
      edge.clientService = 'user';
      if (this.#extraLabel) edge.virtualNode = 'client';
      completed(edge);
    }
    if (edge.serverService === '') {
      const named = this.#peerAttributes.find((name) => edge.peer.has(name));
      edge.serverService = (named === undefined ? undefined : edge.peer.get(named)) ?? 'unknown';
      if (this.#extraLabel) edge.virtualNode = 'server';
      completed(edge);
    }
  }

  #addDimensions(edge: Edge, side: 'client' | 'server', resource: Attributes, own: Attributes): void {
    for (const dimension of this.#dimensions) {
      const value = textOf(dimension.name, resource, own);
      if (value !== undefined) edge.dimensions.set(dimension[side], value);
    }
  }

  #addPeer(edge: Edge, attributes: Attributes): void {
    for (const name of this.#peerAttributes) {
      const value = attributes.get(name);
      if (value === undefined) continue;
      edge.peer.set(name, valueText(value));
      return;
    }
  }
}

function textOf(name: string, resource: Attributes, own: Attributes): string | undefined {
  const value = resource.get(name) ?? own.get(name);
  return value === undefined ? undefined : valueText(value);
}

/** The duration; the collector reckons without signs, so that one below 0 becomes very long. */
function seconds({ startTimeUnixNano: start, endTimeUnixNano: end }: Span): number {
  return Number(end >= start ? end - start : BigInt.asUintN(64, end - start)) / 1e9;
}
