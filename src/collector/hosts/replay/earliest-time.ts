import type { SignalData } from '../../../otlp/export-request.ts';
import { dataPointsOf } from '../../../otlp/items.ts';
import type { LogsData, MetricsData, ProfilesData, TracesData } from '../../../otlp/model.ts';

type Earliest<S extends keyof SignalData> = (data: SignalData[S]) => bigint;

const READERS: { readonly [S in keyof SignalData]: Earliest<S> } = {
  traces: earliestSpan,
  metrics: earliestPoint,
  logs: earliestRecord,
  profiles: earliestProfile,
};

/** The earliest time the data names, ns since the Unix epoch; 0 where it names none. */
export function earliestTime<S extends keyof SignalData>(signal: S, data: SignalData[S]): bigint {
  return READERS[signal](data);
}

/** The earlier of two times, where 0 is "none". */
export function earlier(a: bigint, b: bigint): bigint {
  if (a === 0n || b === 0n) return a + b;
  return a < b ? a : b;
}

function earliestSpan({ resourceSpans }: TracesData): bigint {
  let time = 0n;
  for (const { scopeSpans } of resourceSpans) {
    for (const { spans } of scopeSpans) {
      for (const span of spans) time = earlier(time, earlier(span.startTimeUnixNano, span.endTimeUnixNano));
    }
  }
  return time;
}

function earliestPoint({ resourceMetrics }: MetricsData): bigint {
  let time = 0n;
  for (const { scopeMetrics } of resourceMetrics) {
    for (const { metrics } of scopeMetrics) {
      // The start of a cumulative series may be long ago; when it was measured is what has to do with its arrival.
      for (const metric of metrics) {
        for (const point of dataPointsOf(metric)) time = earlier(time, point.timeUnixNano);
      }
    }
  }
  return time;
}

function earliestRecord({ resourceLogs }: LogsData): bigint {
  let time = 0n;
  for (const { scopeLogs } of resourceLogs) {
    for (const { logRecords } of scopeLogs) {
      for (const record of logRecords)
        time = earlier(time, earlier(record.timeUnixNano, record.observedTimeUnixNano));
    }
  }
  return time;
}

function earliestProfile({ resourceProfiles }: ProfilesData): bigint {
  let time = 0n;
  for (const { scopeProfiles } of resourceProfiles) {
    for (const { profiles } of scopeProfiles) {
      for (const profile of profiles) time = earlier(time, profile.timeUnixNano);
    }
  }
  return time;
}
