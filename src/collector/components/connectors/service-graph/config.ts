import {
  boolean,
  type ConfigOf,
  duration,
  type Finding,
  field,
  integer,
  list,
  string,
  struct,
} from '../../../config/schema.ts';

const SECOND = 1_000_000_000n;

const storeSchema = struct('servicegraphconnector.StoreConfig', {
  max_items: field(
    integer('int', 1000),
    'How many requests may wait for their other span at a time; the spans of further ones are dropped.',
  ),
  ttl: field(duration(2n * SECOND), 'How long a request waits for its other span.'),
});

export const serviceGraphSchema = struct(
  'servicegraphconnector.Config',
  {
    latency_histogram_buckets: field(
      list(duration(0n)),
      'The upper bounds of the latency buckets. Default: 16 bounds from 2ms to 15s.',
    ),
    exponential_histogram_max_size: field(
      integer('int32', 0),
      'The most buckets of an exponential histogram, which is used for latencies where this isn’t 0.',
    ),
    dimensions: field(
      list(string()),
      'Attributes of the resource or the span that become dimensions: “client_…” from the one side, “server_…” from the other.',
    ),
    store: field(storeSchema, 'The requests of which one span has been seen so far.'),
    cache_loop: field(
      duration(60n * SECOND),
      'How often series are looked for that have seen no request for 15 minutes, to be dropped.',
    ),
    store_expiration_loop: field(
      duration(2n * SECOND),
      'How often requests are looked for that have waited for their other span too long.',
    ),
    virtual_node_peer_attributes: field(
      list(string()),
      'Attributes of a client span that name the server where that sends no span, the first one found. Default: peer.service, db.name, db.system. An empty list switches virtual nodes off.',
    ),
    virtual_node_extra_label: field(
      boolean(false),
      'Adds the dimension virtual_node: which side has sent no span, "client" or "server".',
    ),
    metrics_flush_interval: field(
      duration(60n * SECOND),
      'How often metrics are sent; 0 sends them with every request of spans.',
    ),
    database_name_attributes: field(
      list(string()),
      'Attributes of a client span that name a database: it is the server then, and no span of it is waited for. Default: db.name.',
    ),
    metrics_timestamp_offset: field(
      duration(0n),
      'How much earlier than they are sent the metrics are dated.',
    ),
  },
  {
    validate({ latency_histogram_buckets: buckets, exponential_histogram_max_size: size }): Finding[] {
      const at = ['exponential_histogram_max_size'];
      if (buckets === undefined && size < 0) {
        return [{ message: '`exponential_histogram_max_size` can not be negative', at }];
      }
      if (buckets === undefined || size <= 0) return [];
      const message = 'use either `latency_histogram_buckets` or `exponential_histogram_max_size`';
      return [{ message, at }];
    },
  },
);

export type ServiceGraphConfig = ConfigOf<typeof serviceGraphSchema>;
