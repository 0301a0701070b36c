import { encodeRequest } from '../../../../otlp/export-request.ts';
import { dataPointsOf } from '../../../../otlp/items.ts';
import type { Metric } from '../../../../otlp/model.ts';
import type { CarriedSignal, SignalData } from '../../../pipeline/consumer.ts';
import { type SplittableSignal, splitting } from '../../../pipeline/split/split-data.ts';
import { Request, sizeOf } from './request.ts';

/** What a batch is measured in. */
export type BatchSizer = 'items' | 'bytes';

/**
 * Joins a request to what waits already, and divides both where they are larger than `maxSize` (0: no limit). What is
 * left is the last of the result. An `error` says that items were dropped because one alone is too large.
 */
export function mergeSplit<S extends CarriedSignal>(
  waiting: Request<S> | undefined,
  request: Request<S>,
  maxSize: number,
  sizer: BatchSizer,
): { readonly requests: Request<S>[]; readonly error?: Error } {
  if (request.signal === 'profiles') {
    // Profiles share a dictionary with their request, so that they stay as they came.
    return { requests: waiting === undefined ? [request] : [waiting, request] };
  }
  const merged = (waiting === undefined ? request : merge(waiting as never, request as never)) as Request<S>;
  if (maxSize === 0) return { requests: [merged] };
  return split(merged as never, maxSize, sizer) as unknown as ReturnType<typeof mergeSplit<S>>;
}

function merge<S extends SplittableSignal>(into: Request<S>, from: Request<S>): Request<S> {
  // Counted first: the data is moved.
  const items = into.items + from.items;
  splitting[into.signal].append(into.data, from.data);
  return new Request(into.signal, into.data, into.context, items);
}

function split<S extends SplittableSignal>(
  whole: Request<S>,
  maxSize: number,
  sizer: BatchSizer,
): { readonly requests: Request<S>[]; readonly error?: Error } {
  const { signal, context } = whole;
  const requests: Request<S>[] = [];
  let left = whole;
  let dropped = 0;
  while (sizeOf(left, sizer) > maxSize) {
    const fits = sizer === 'items' ? maxSize : fitting(left, maxSize);
    if (fits === 0 && signal !== 'logs') {
      const text = `one ${signal === 'traces' ? 'span' : 'datapoint'} size is greater than max size, dropping items: ${left.items}`;
      return { requests, error: new Error(text) };
    }
    if (left.items === 0) break;
    // Of logs the collector drops the one record that is too large, and goes on with the rest.
    const count = Math.max(fits, 1);
    const remaining = left.items - count;
    const taken = splitting[signal].take(count, left.data);
    if (fits > 0) requests.push(new Request(signal, taken, context, count));
    else dropped += 1;
    left = new Request(signal, left.data, context, remaining);
  }
  if (signal !== 'logs' || left.items > 0) requests.push(left);
  if (dropped === 0) return { requests };
  const text = `single log record exceeds the max size limit, dropping items: ${dropped}`;
  return { requests, error: new Error(text) };
}

/** How many of the first items make a request of at most so many bytes. */
function fitting<S extends SplittableSignal>(request: Request<S>, maxBytes: number): number {
  const bytesOf = (count: number): number => {
    const taken = splitting[request.signal].take(count, OUTLINES[request.signal](request.data));
    return encodeRequest(request.signal, taken, 'protobuf').length;
  };
  // The whole is too large; so is one item, where there is no other.
  let fits = 0;
  let tooMany = request.items;
  let guess = Math.floor((request.items * maxBytes) / request.bytes);
  while (tooMany - fits > 1) {
    const count = Math.min(Math.max(guess, fits + 1), tooMany - 1);
    const bytes = bytesOf(count);
    if (bytes <= maxBytes) fits = count;
    else tooMany = count;
    // Near the guess first: items are of like size, so that few attempts are needed.
    const near = Math.floor((count * maxBytes) / bytes);
    guess = near > fits && near < tooMany ? near : Math.floor((fits + tooMany) / 2);
  }
  return fits;
}

/** The containers again, with the same items: what is taken out of them is still in the original. */
const OUTLINES: { readonly [S in SplittableSignal]: (data: SignalData[S]) => SignalData[S] } = {
  traces: ({ resourceSpans }) => ({
    resourceSpans: resourceSpans.map((resource) => ({
      ...resource,
      scopeSpans: resource.scopeSpans.map((scope) => ({ ...scope })),
    })),
  }),
  logs: ({ resourceLogs }) => ({
    resourceLogs: resourceLogs.map((resource) => ({
      ...resource,
      scopeLogs: resource.scopeLogs.map((scope) => ({ ...scope })),
    })),
  }),
  metrics: ({ resourceMetrics }) => ({
    resourceMetrics: resourceMetrics.map((resource) => ({
      ...resource,
      scopeMetrics: resource.scopeMetrics.map((scope) => ({
        ...scope,
        metrics: scope.metrics.map(outlineOfMetric),
      })),
    })),
  }),
};

function outlineOfMetric(metric: Metric): Metric {
  if (dataPointsOf(metric).length < 2) return metric;
  const { gauge, sum, histogram, exponentialHistogram, summary } = metric;
  return {
    ...metric,
    gauge: gauge && { ...gauge },
    sum: sum && { ...sum },
    histogram: histogram && { ...histogram },
    exponentialHistogram: exponentialHistogram && { ...exponentialHistogram },
    summary: summary && { ...summary },
  };
}
