/** The collector's own metrics as lines that can be compared: `otelcol_exporter_sent_spans{exporter="nop"} 3`. */
import type { CounterValue } from '../../../collector/pipeline/self-telemetry.ts';

/** What depends on the process, or on how long something took. */
const INCOMPARABLE = /^(otelcol_process_|promhttp_|target_info)|_bucket$|_(latency|time)_(sum|count)$/;
/** The real one's resource and scopes, which all of its metrics carry. */
const EVERYWHERE = /^(service_|otel_scope_)/;
const LINE = /^(\w+)(?:\{(.*)\})? (\S+)$/;

/** Those of a page of Prometheus. */
export function countersOfPage(page: string): string[] {
  return page
    .split('\n')
    .flatMap((text) => {
      const [, name, labels = '', value] = LINE.exec(text) ?? [];
      if (name === undefined || INCOMPARABLE.test(name)) return [];
      return [
        line(
          name,
          [...labels.matchAll(/\w+="(?:[^"\\]|\\.)*"/g)].map(([label]) => label),
          value ?? '',
        ),
      ];
    })
    .sort();
}

/** Ours, by the names and labels a page of Prometheus would have. */
export function countersOfValues(values: readonly CounterValue[]): string[] {
  return values
    .map(({ name, attributes, value }) => {
      const labels = Object.entries(attributes).map(([key, text]) => `${plain(key)}=${JSON.stringify(text)}`);
      return line(plain(name), labels, String(value));
    })
    .filter((text) => !INCOMPARABLE.test(/^\w+/.exec(text)?.[0] ?? ''))
    .sort();
}

function line(name: string, labels: readonly string[], value: string): string {
  const own = labels.filter((label) => !EVERYWHERE.test(label)).sort();
  return `${name}{${own.join(',')}} ${value}`;
}

function plain(name: string): string {
  return name.replace(/\W/g, '_');
}
