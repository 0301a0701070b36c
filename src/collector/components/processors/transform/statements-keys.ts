import type { CarriedSignal } from '../../../pipeline/consumer.ts';

/** The key of a signal's statements. */
export const statementsKeys = {
  traces: 'trace_statements',
  metrics: 'metric_statements',
  logs: 'log_statements',
  profiles: 'profile_statements',
} as const satisfies { readonly [S in CarriedSignal]: string };
