import type { PrometheusConfig } from './config.ts';

/** How names are translated: whether suffixes are added, and whether names may have any characters. */
export interface Naming {
  readonly withSuffixes: boolean;
  readonly utf8: boolean;
  /** Prefix of metric names, as configured; '' is none. */
  readonly namespace: string;
}

/** `add_metric_suffixes` counts no more since the gate exporter.prometheusexporter.DisableAddMetricSuffixes is on. */
export function namingOf(config: PrometheusConfig): Naming {
  const { translation_strategy: strategy, namespace } = config;
  return {
    withSuffixes: strategy !== 'UnderscoreEscapingWithoutSuffixes' && strategy !== 'NoTranslation',
    utf8: strategy === 'NoUTF8EscapingWithSuffixes' || strategy === 'NoTranslation',
    namespace,
  };
}
