import type { CarriedSignal } from '../../../pipeline/consumer.ts';

/** The key of a signal's conditions. */
export const conditionsKeys = {
  traces: 'trace_conditions',
  metrics: 'metric_conditions',
  logs: 'log_conditions',
  profiles: 'profile_conditions',
} as const satisfies { readonly [S in CarriedSignal]: string };

export type ConditionsKey = (typeof conditionsKeys)[CarriedSignal];
