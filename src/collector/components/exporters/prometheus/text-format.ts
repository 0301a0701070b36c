import type { MetricFamily, Sample } from './metric-family.ts';
import { floatText, nameText, nameWithLabels } from './text-writer.ts';

/** A family in the text format 0.0.4 (prometheus/common/expfmt). */
export function familyText({ name, help, type, samples }: MetricFamily): string {
  const shown = nameText(name);
  const helpText = help.replace(/[\\\n]/g, (char) => (char === '\n' ? '\\n' : '\\\\'));
  const lines = [`# HELP ${shown} ${helpText}`, `# TYPE ${shown} ${type}`];
  for (const sample of samples) addLines(lines, name, sample);
  return `${lines.join('\n')}\n`;
}

function addLines(lines: string[], name: string, sample: Sample): void {
  const { value, labels, timestampMs } = sample;
  const time = timestampMs === undefined ? '' : ` ${timestampMs}`;
  const add = (suffix: string, number: number, additional?: { name: string; text: string }): void => {
    lines.push(`${nameWithLabels(name + suffix, labels, additional)} ${floatText(number)}${time}`);
  };
  switch (value.type) {
    case 'counter':
    case 'gauge':
      add('', value.value);
      return;
    case 'summary':
      for (const each of value.quantiles) {
        add('', each.value, { name: 'quantile', text: floatText(each.quantile) });
      }
      break;
    case 'histogram': {
      for (const { upperBound, count } of value.buckets) {
        add('_bucket', Number(count), { name: 'le', text: floatText(upperBound) });
      }
      const last = value.buckets.at(-1)?.upperBound;
      if (last !== Number.POSITIVE_INFINITY)
        add('_bucket', Number(value.count), { name: 'le', text: '+Inf' });
      break;
    }
  }
  add('_sum', value.sum);
  add('_count', Number(value.count));
}
