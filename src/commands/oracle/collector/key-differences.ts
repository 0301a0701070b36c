const SIZERS = {
  'sending_queue::sizer': 'the same; printed there as a struct',
  'sending_queue::batch::sizer': 'the same; printed there as a struct',
};

const OTLP_GRPC = {
  ...SIZERS,
  'keepalive::time': 'set by its default configuration of an enabled section',
  'keepalive::timeout': 'set by its default configuration of an enabled section',
};

/** Defaults that look different in the real collector's structs and aren't, by component and key; each with why. */
export const keyDifferences: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'receiver otlp': {
    'protocols::http::max_request_body_size': '0 stands for 20 MiB there; ours says so itself',
    'protocols::http::keep_alives_enabled': 'set by its default configuration of an enabled section',
  },
  'exporter debug': { verbosity: 'a number there, whose zero is not shown: basic is the default' },
  'processor cumulative_to_delta': { initial_value: 'a number there, whose zero is auto' },
  'processor redaction': {
    'db_sanitizer::sanitize_span_name': 'not set there, which means true',
    'url_sanitizer::sanitize_span_name': 'not set there, which means true',
  },
  'connector routing': { error_mode: 'the structs are those of an older version: v0.162 has ignore' },
  'exporter otlp_http': {
    ...SIZERS,
    idle_conn_timeout: 'an older name, moved into keepalive when it is read: what counts is 1m30s',
    max_idle_conns: 'an older name, moved into keepalive when it is read: what counts is 100',
  },
  'exporter otlp_grpc': OTLP_GRPC,
  'exporter load_balancing': {
    ...SIZERS,
    ...Object.fromEntries(
      Object.entries(OTLP_GRPC).map(([path, reason]) => [`protocol::otlp::${path}`, reason]),
    ),
  },
  'processor groupbyattrs': { keys: 'an empty list there, which is no keys as well' },
  'connector span_metrics': {
    'histogram::unit': 'the zero of an enumeration there: milliseconds',
    metric_timestamp_cache_size: 'set where the timestamp is used: 1000',
  },
  'connector service_graph': {
    metrics_flush_interval: 'not set there, which means 1m; 0 is another value than not set',
  },
  'exporter prometheus': {
    const_labels: 'an empty map there, which is no labels as well',
    keep_alives_enabled: 'a deprecated key there; connections are kept unless it says otherwise',
  },
  'extension health_check': {
    keep_alives_enabled: 'a deprecated key there; connections are kept unless it says otherwise',
  },
  'extension zpages': {
    keep_alives_enabled: 'a deprecated key there; connections are kept unless it says otherwise',
  },
};
