import type { MetricFamily, Sample, SampleExemplar } from './metric-family.ts';
import { escaped, nameText, nameWithLabels, openMetricsFloat } from './text-writer.ts';

/** What a page ends with. */
export const OPEN_METRICS_END = '# EOF\n';

/** A family in OpenMetrics (prometheus/common/expfmt): counters without "_total" are of unknown type. */
export function familyOpenMetrics({ name, help, type, samples }: MetricFamily): string {
  const counter = type === 'counter' && name.endsWith('_total');
  const shown = nameText(counter ? name.slice(0, -'_total'.length) : name);
  const shownType = type === 'counter' && !counter ? 'unknown' : type;
  const lines = [`# HELP ${shown} ${escaped(help)}`, `# TYPE ${shown} ${shownType}`];
  for (const sample of samples) addLines(lines, name, sample);
  return `${lines.join('\n')}\n`;
}

function addLines(lines: string[], name: string, sample: Sample): void {
  const { value, labels, timestampMs } = sample;
  const time = timestampMs === undefined ? '' : ` ${openMetricsFloat(Number(timestampMs) / 1000)}`;
  const add = (
    suffix: string,
    number: string,
    additional?: { name: string; text: string },
    exemplar?: SampleExemplar,
  ): void => {
    const labelled = nameWithLabels(name + suffix, labels, additional);
    lines.push(`${labelled} ${number}${time}${exemplar === undefined ? '' : exemplarText(exemplar)}`);
  };
  switch (value.type) {
    case 'counter':
      add('', openMetricsFloat(value.value), undefined, value.exemplar);
      return;
    case 'gauge':
      add('', openMetricsFloat(value.value));
      return;
    case 'summary':
      for (const each of value.quantiles) {
        add('', openMetricsFloat(each.value), { name: 'quantile', text: openMetricsFloat(each.quantile) });
      }
      break;
    case 'histogram': {
      for (const { upperBound, count, exemplar } of value.buckets) {
        add('_bucket', String(count), { name: 'le', text: openMetricsFloat(upperBound) }, exemplar);
      }
      const last = value.buckets.at(-1)?.upperBound;
      if (last !== Number.POSITIVE_INFINITY)
        add('_bucket', String(value.count), { name: 'le', text: '+Inf' });
      break;
    }
  }
  add('_sum', openMetricsFloat(value.sum));
  add('_count', String(value.count));
}

/** Exemplars without a trace or a span say nothing, and aren't shown. */
function exemplarText({ labels, value, time }: SampleExemplar): string {
  if (labels.length === 0) return '';
  return ` # ${nameWithLabels('', labels)} ${openMetricsFloat(value)} ${openMetricsFloat(Number(time) / 1e9)}`;
}
