/** Generators of logs for property tests, in the form that decoding gives. */
import * as fc from 'fast-check';
import type { LogRecord, LogsData } from '../model.ts';
import {
  arbitraryAnyValue,
  arbitraryAttributes,
  arbitraryResource,
  arbitraryScope,
  arbitrarySpanId,
  arbitraryText,
  arbitraryTraceId,
} from './arbitrary-traces.ts';

const uint32 = fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 2 ** 32 - 1 }));
const uint64 = fc.oneof(fc.constant(0n), fc.bigInt({ min: 0n, max: 2n ** 64n - 1n }));

export const arbitraryLogRecord: fc.Arbitrary<LogRecord> = fc.record({
  timeUnixNano: uint64,
  observedTimeUnixNano: uint64,
  severityNumber: fc.integer({ min: 0, max: 24 }),
  severityText: arbitraryText,
  body: arbitraryAnyValue,
  attributes: arbitraryAttributes,
  droppedAttributesCount: uint32,
  flags: uint32,
  traceId: fc.oneof(fc.constant(''), arbitraryTraceId),
  spanId: fc.oneof(fc.constant(''), arbitrarySpanId),
  eventName: arbitraryText,
});

export const arbitraryLogs: fc.Arbitrary<LogsData> = fc.record({
  resourceLogs: fc.array(
    fc.record({
      resource: arbitraryResource,
      scopeLogs: fc.array(
        fc.record({
          scope: arbitraryScope,
          logRecords: fc.array(arbitraryLogRecord, { maxLength: 4 }),
          schemaUrl: arbitraryText,
        }),
        { maxLength: 3 },
      ),
      schemaUrl: arbitraryText,
    }),
    { maxLength: 3 },
  ),
});
