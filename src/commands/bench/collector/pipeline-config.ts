/** The pipeline the collector is held to: errors, slow traces and a tenth of the rest go on to the next collector. */
export const pipelineConfig = (endpoint: string, backend: string): string => `
receivers: {otlp: {protocols: {http: {endpoint: "${endpoint}"}}}}
processors:
  memory_limiter: {check_interval: 1s, limit_mib: 2000}
  tail_sampling:
    decision_wait: 1s
    num_traces: 200000
    policies:
      - {name: errors, type: status_code, status_code: {status_codes: [ERROR]}}
      - {name: slow, type: latency, latency: {threshold_ms: 5000}}
      - {name: some, type: probabilistic, probabilistic: {sampling_percentage: 10}}
  batch: {}
exporters: {otlp_http: {endpoint: "${backend}"}}
service:
  telemetry: {logs: {level: error}}
  pipelines:
    traces: {receivers: [otlp], processors: [memory_limiter, tail_sampling, batch], exporters: [otlp_http]}
`;
