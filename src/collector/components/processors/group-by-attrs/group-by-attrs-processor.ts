import type { ComponentContext, Processor } from '../../../pipeline/component.ts';
import type { CarriedSignal, Consumer, SignalData } from '../../../pipeline/consumer.ts';
import type { GroupByAttrsConfig } from './config.ts';
import { type Counts, ResourceGroups } from './resource-groups.ts';

/** How a signal is grouped. */
export interface SignalGrouping<S extends CarriedSignal> {
  /** Takes the items out of the data, into new data. */
  readonly group: (data: SignalData[S], groups: ResourceGroups) => SignalData[S];
  /** What the counters call an item. */
  readonly noun: 'span' | 'metric' | 'log';
}

/** Groups items by attributes, which move to the resource. */
export function createGroupByAttrsProcessor<S extends CarriedSignal>(
  { group, noun }: SignalGrouping<S>,
  config: GroupByAttrsConfig,
  context: ComponentContext,
  next: Consumer<S>,
): Processor<S> {
  const keys = distinctKeys(config, context);
  return {
    mutatesData: true,
    async consume(data, consumed) {
      const groups = new ResourceGroups(keys);
      const grouped = group(data, groups);
      note(groups.counts, noun, context);
      return next.consume(grouped, consumed);
    },
  };
}

function distinctKeys({ keys = [] }: GroupByAttrsConfig, { logger }: ComponentContext): string[] {
  const distinct = new Set<string>();
  for (const key of keys) {
    if (key === '') continue;
    if (distinct.has(key)) logger.log('warn', 'A grouping key is already present', { key });
    distinct.add(key);
  }
  return [...distinct];
}

/** The number of groups is a histogram in the collector, of which there are the sum and the count here. */
function note({ grouped, others, groups }: Counts, noun: string, { telemetry }: ComponentContext): void {
  const prefix = 'otelcol_processor_groupbyattrs_';
  if (grouped > 0) telemetry.add(`${prefix}num_grouped_${noun}s`, {}, grouped);
  if (others > 0) telemetry.add(`${prefix}num_non_grouped_${noun}s`, {}, others);
  telemetry.add(`${prefix}${noun}_groups_sum`, {}, groups);
  telemetry.add(`${prefix}${noun}_groups_count`, {}, 1);
}
