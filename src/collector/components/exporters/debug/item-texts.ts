import type { CarriedSignal, SignalData } from '../../../pipeline/consumer.ts';
import { detailedLogs } from './detailed-logs.ts';
import { detailedMetrics } from './detailed-metrics.ts';
import { detailedProfiles } from './detailed-profiles.ts';
import { detailedTraces } from './detailed-traces.ts';
import { normalLogs } from './normal-logs.ts';
import { normalMetrics } from './normal-metrics.ts';
import { normalProfiles } from './normal-profiles.ts';
import { normalTraces } from './normal-traces.ts';

/** What is said of each item, by verbosity. */
export type ItemTexts = { readonly [S in CarriedSignal]: (data: SignalData[S]) => string };

export const normalTexts: ItemTexts = {
  traces: normalTraces,
  metrics: normalMetrics,
  logs: normalLogs,
  profiles: normalProfiles,
};

export const detailedTexts: ItemTexts = {
  traces: detailedTraces,
  metrics: detailedMetrics,
  logs: detailedLogs,
  profiles: detailedProfiles,
};
