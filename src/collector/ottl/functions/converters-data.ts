import type { OttlFunction } from '../function.ts';
import { containsValue } from './collections/contains-value.ts';
import { keysAndValues } from './collections/keys-and-values.ts';
import { len } from './collections/len.ts';
import { sliceToMap } from './collections/slice-to-map.ts';
import { sort } from './collections/sort.ts';
import { toKeyValueString } from './collections/to-key-value-string.ts';
import { base64Encode } from './encoding/base64-encode.ts';
import { decode } from './encoding/decode.ts';
import { hex } from './encoding/hex.ts';
import { digests } from './hash/digests.ts';
import { fnv } from './hash/fnv.ts';
import { murmur3 } from './hash/murmur3.ts';
import { xxh3 } from './hash/xxh3/xxh3.ts';
import { ids } from './ids/ids.ts';
import { uuids } from './ids/uuids.ts';
import { communityId } from './network/community-id.ts';
import { isInCidr } from './network/is-in-cidr.ts';
import { numberConversions } from './numbers/conversions.ts';
import { log } from './numbers/log.ts';
import { parseIntFunction } from './numbers/parse-int.ts';
import { parseSeverity } from './numbers/parse-severity.ts';
import { isEmpty } from './predicates/is-empty.ts';
import { isValidLuhn } from './predicates/is-valid-luhn.ts';
import { typeTests } from './predicates/type-tests.ts';
import { durations } from './time/durations.ts';
import { formatTime } from './time/format-time.ts';
import { instants } from './time/instants.ts';
import { time } from './time/time.ts';
import { timeParts } from './time/time-parts.ts';

/** The converters of values that aren't text: hashes, times, numbers, type tests, collections, ids. */
export const dataConverters: readonly OttlFunction[] = [
  ...digests,
  fnv,
  ...murmur3,
  ...xxh3,
  hex,
  base64Encode,
  decode,
  ...numberConversions,
  log,
  parseIntFunction,
  parseSeverity,
  ...typeTests,
  isEmpty,
  isValidLuhn,
  isInCidr,
  communityId,
  ...keysAndValues,
  len,
  sort,
  containsValue,
  sliceToMap,
  toKeyValueString,
  ...ids,
  ...uuids,
  ...instants,
  time,
  formatTime,
  ...timeParts,
  ...durations,
];
