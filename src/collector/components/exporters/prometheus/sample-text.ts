import { goQuote } from '../../../ottl/syntax/go-quote.ts';
import type { Label, Sample } from './metric-family.ts';

/** A sample in messages, as protobuf's text format has it. Histograms are shortened to their count and sum. */
export function sampleText({ labels, value, timestampMs }: Sample): string {
  const parts = labels.map(labelText);
  switch (value.type) {
    case 'counter':
    case 'gauge':
      parts.push(`${value.type}:{value:${value.value}}`);
      break;
    default:
      parts.push(`${value.type}:{sample_count:${value.count} sample_sum:${value.sum}}`);
  }
  if (timestampMs !== undefined) parts.push(`timestamp_ms:${timestampMs}`);
  return parts.join(' ');
}

function labelText({ name, value }: Label): string {
  return `label:{name:${goQuote(name)} value:${goQuote(value)}}`;
}
