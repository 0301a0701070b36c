import type { ContextName } from '../../../ottl/contexts/context-definition.ts';
import type { CarriedSignal } from '../../../pipeline/consumer.ts';
import type { FilterConfig } from './config.ts';

type Keyed = readonly [ContextName, readonly string[] | undefined];

/** The conditions in the older form (`traces.span`), with the key of each. */
export function olderConditions(
  signal: CarriedSignal,
  { traces, metrics, logs, profiles }: FilterConfig,
): readonly (readonly [...Keyed, string])[] {
  switch (signal) {
    case 'traces':
      return [
        ['resource', traces.resource, 'resource'],
        ['span', traces.span, 'span'],
        ['spanevent', traces.spanevent, 'spanevent'],
      ];
    case 'metrics':
      return [
        ['resource', metrics.resource, 'resource'],
        ['metric', metrics.metric, 'metric'],
        ['datapoint', metrics.datapoint, 'datapoint'],
      ];
    case 'logs':
      return [
        ['resource', logs.resource, 'resource'],
        ['log', logs.log_record, 'log_record'],
      ];
    case 'profiles':
      return [
        ['resource', profiles.resource, 'resource'],
        ['profile', profiles.profile, 'profile'],
      ];
  }
}
