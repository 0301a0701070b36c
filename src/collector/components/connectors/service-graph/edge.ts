/** What connects two services besides a plain call. */
export type ConnectionType = '' | 'messaging_system' | 'database' | 'virtual_node';

/** A call from one service to another, put together from the spans of both. */
export interface Edge {
  /** The ids of trace and client span in one. */
  readonly key: string;
  readonly traceId: string;
  /** Of the client's span, which is the parent of the server's; '' where the server's has none. */
  readonly clientSpanId: string;
  /** When it is given up, ns since the Unix epoch. */
  readonly expiration: bigint;
  connectionType: ConnectionType;
  /** '' until its span has been seen. */
  clientService: string;
  serverService: string;
  /** Seconds. */
  clientLatency: number;
  serverLatency: number;
  /** One of its spans has the status Error. */
  failed: boolean;
  /** The values of the configured dimensions of both sides, by "client_…" and "server_…". */
  readonly dimensions: Map<string, string>;
  /** The values of the peer attributes of client spans. */
  readonly peer: Map<string, string>;
  /** Which side is made up. */
  virtualNode: '' | 'client' | 'server';
}

export function isComplete(edge: Edge): boolean {
  return edge.clientService !== '' && edge.serverService !== '';
}
