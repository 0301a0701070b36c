/** Generators of profiles for property tests. Indices may lead nowhere, as in hostile data. */
import * as fc from 'fast-check';
import type { Profile, ProfilesData, ProfilesDictionary } from '../model.ts';
import {
  arbitraryAnyValue,
  arbitraryResource,
  arbitraryScope,
  arbitrarySpanId,
  arbitraryText,
  arbitraryTraceId,
} from './arbitrary-traces.ts';

const index = fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 5 }), fc.integer());
const indices = fc.array(index, { maxLength: 3 });
const uint64 = fc.oneof(fc.constant(0n), fc.bigInt({ min: 0n, max: 2n ** 64n - 1n }));
const int64 = fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n });
const valueType = fc.record({ typeStrindex: index, unitStrindex: index });
const few = { maxLength: 2 };

const profile: fc.Arbitrary<Profile> = fc.record({
  sampleType: valueType,
  samples: fc.array(
    fc.record({
      stackIndex: index,
      attributeIndices: indices,
      linkIndex: index,
      values: fc.array(int64, few),
      timestampsUnixNano: fc.array(uint64, few),
    }),
    few,
  ),
  timeUnixNano: uint64,
  durationNano: uint64,
  periodType: valueType,
  period: int64,
  profileId: fc.oneof(fc.constant(''), arbitraryTraceId),
  droppedAttributesCount: fc.integer({ min: 0, max: 2 ** 32 - 1 }),
  originalPayloadFormat: arbitraryText,
  originalPayload: fc.uint8Array({ maxLength: 10 }).map((bytes) => new Uint8Array(bytes)),
  attributeIndices: indices,
});

const dictionary: fc.Arbitrary<ProfilesDictionary> = fc.record({
  mappingTable: fc.array(
    fc.record({
      memoryStart: uint64,
      memoryLimit: uint64,
      fileOffset: uint64,
      filenameStrindex: index,
      attributeIndices: indices,
    }),
    few,
  ),
  locationTable: fc.array(
    fc.record({
      mappingIndex: index,
      address: uint64,
      lines: fc.array(fc.record({ functionIndex: index, line: int64, column: int64 }), few),
      attributeIndices: indices,
    }),
    few,
  ),
  functionTable: fc.array(
    fc.record({ nameStrindex: index, systemNameStrindex: index, filenameStrindex: index, startLine: int64 }),
    few,
  ),
  linkTable: fc.array(
    fc.record({
      traceId: fc.oneof(fc.constant(''), arbitraryTraceId),
      spanId: fc.oneof(fc.constant(''), arbitrarySpanId),
    }),
    few,
  ),
  stringTable: fc.array(arbitraryText, { maxLength: 4 }),
  attributeTable: fc.array(
    fc.record({ keyStrindex: index, value: arbitraryAnyValue, unitStrindex: index }),
    few,
  ),
  stackTable: fc.array(fc.record({ locationIndices: indices }), few),
});

export const arbitraryProfiles: fc.Arbitrary<ProfilesData> = fc.record({
  resourceProfiles: fc.array(
    fc.record({
      resource: arbitraryResource,
      scopeProfiles: fc.array(
        fc.record({ scope: arbitraryScope, profiles: fc.array(profile, few), schemaUrl: arbitraryText }),
        few,
      ),
      schemaUrl: arbitraryText,
    }),
    few,
  ),
  dictionary,
});
