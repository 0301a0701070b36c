/** The enum symbols of the contexts (contexts/internal/ctx…/symbols.go). */

const SEVERITIES = ['TRACE', 'DEBUG', 'INFO', 'WARN', 'ERROR', 'FATAL'];

function numbered(names: readonly string[]): Map<string, bigint> {
  return new Map(names.map((name, index) => [name, BigInt(index)]));
}

export const spanEnums: ReadonlyMap<string, bigint> = new Map([
  ...numbered(
    ['UNSPECIFIED', 'INTERNAL', 'SERVER', 'CLIENT', 'PRODUCER', 'CONSUMER'].map(
      (kind) => `SPAN_KIND_${kind}`,
    ),
  ),
  ...numbered(['UNSET', 'OK', 'ERROR'].map((code) => `STATUS_CODE_${code}`)),
]);

export const logEnums: ReadonlyMap<string, bigint> = numbered([
  'SEVERITY_NUMBER_UNSPECIFIED',
  ...SEVERITIES.flatMap((name) => ['', '2', '3', '4'].map((step) => `SEVERITY_NUMBER_${name}${step}`)),
]);

export const metricEnums: ReadonlyMap<string, bigint> = new Map([
  ...numbered(['UNSPECIFIED', 'DELTA', 'CUMULATIVE'].map((name) => `AGGREGATION_TEMPORALITY_${name}`)),
  ...numbered(
    ['NONE', 'GAUGE', 'SUM', 'HISTOGRAM', 'EXPONENTIAL_HISTOGRAM', 'SUMMARY'].map(
      (name) => `METRIC_DATA_TYPE_${name}`,
    ),
  ),
]);

export const dataPointEnums: ReadonlyMap<string, bigint> = new Map([
  ...metricEnums,
  ...numbered(['FLAG_NONE', 'FLAG_NO_RECORDED_VALUE']),
]);
