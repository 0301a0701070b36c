const SIZERS = {
  'sending_queue::sizer': 'the same; printed there as a struct',
  'sending_queue::batch::sizer': 'the same; printed there as a struct',
};

/** Defaults that look different in the real collector's structs and aren't, by component and key; each with why. */
export const keyDifferences: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'receiver otlp': {
    'protocols::http::max_request_body_size': '0 stands for 20 MiB there; ours says so itself',
    'protocols::http::keep_alives_enabled': 'set by its default configuration of an enabled section',
  },
  'exporter debug': { verbosity: 'a number there, whose zero is not shown: basic is the default' },
  'connector routing': { error_mode: 'the structs are those of an older version: v0.162 has ignore' },
  'exporter otlp_http': {
    ...SIZERS,
    idle_conn_timeout: 'an older name, moved into keepalive when it is read: what counts is 1m30s',
    max_idle_conns: 'an older name, moved into keepalive when it is read: what counts is 100',
  },
  'exporter otlp_grpc': {
    ...SIZERS,
    'keepalive::time': 'set by its default configuration of an enabled section',
    'keepalive::timeout': 'set by its default configuration of an enabled section',
  },
  'processor groupbyattrs': { keys: 'an empty list there, which is no keys as well' },
  'connector span_metrics': {
    'histogram::unit': 'the zero of an enumeration there: milliseconds',
    metric_timestamp_cache_size: 'set where the timestamp is used: 1000',
  },
};
