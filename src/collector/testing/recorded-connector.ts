import type { MetricsData } from '../../otlp/model.ts';
import { parseDuration } from '../config/duration.ts';
import type { Connector, ConnectorOutputs } from '../pipeline/component.ts';
import { emptyContext } from '../pipeline/consumer.ts';
import type { ManualClock } from '../pipeline/manual-clock.ts';
import { collecting, decoded } from './recorded-runs.ts';

/** What a connector from traces to metrics was given, and when. */
export type RecordedSteps = readonly { readonly traces?: object; readonly advance?: string }[];

/** Gives a connector of ours the same at the same times, from its start to its end: what it sends on. */
export async function flushesOf(
  create: (next: ConnectorOutputs<'metrics'>) => Connector<'traces'>,
  clock: ManualClock,
  steps: RecordedSteps,
): Promise<MetricsData[]> {
  const flushes: MetricsData[] = [];
  const connector = create({ ...collecting<'metrics'>(flushes), pipelines: new Map() });
  await connector.start?.();
  for (const { traces, advance } of steps) {
    if (advance !== undefined) await clock.advance(parseDuration(advance));
    else if (traces !== undefined) await connector.consume(decoded('traces', traces), emptyContext);
  }
  await connector.shutdown?.();
  return flushes;
}
