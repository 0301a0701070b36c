import { describe, expect, it } from 'vitest';
import { functionTable } from '../function.ts';
import { standardConverters, standardFunctions } from './standard-functions.ts';

// StandardFuncs and StandardConverters of pkg/ottl/ottlfuncs v0.162. Two editors stand among the converters there.
const EDITORS =
  'clear delete_key delete_matching_keys flatten keep_keys keep_matching_keys limit merge_maps replace_all_matches replace_all_patterns replace_match replace_pattern set stringify_all truncate_all'.split(
    ' ',
  );
const CONVERTERS = `
  append delete_index
  Base64Encode Bool Coalesce CommunityID Concat ContainsValue ConvertAttributesToElementsXML ConvertCase
  ConvertTextToElementsXML Day Decode Double Duration ExtractGrokPatterns ExtractPatterns FNV Format FormatTime GetXML
  HasPrefix HasSuffix Hex Hour Hours Index InsertXML Int IsBool IsDouble IsEmpty IsInCIDR IsInt IsList IsMap IsMatch
  IsString IsValidLuhn Keys Len Log MD5 Microseconds Milliseconds Minute Minutes Month Murmur3Hash Murmur3Hash128
  Nanosecond Nanoseconds Now ParseCSV ParseInt ParseJSON ParseKeyValue ParseSeverity ParseSimplifiedXML ParseXML
  RemoveXML SHA1 SHA256 SHA512 Second Seconds SliceToMap Sort SpanID Split String Substring Time ToCamelCase
  ToKeyValueString ToLowerCase ToSnakeCase ToUpperCase TraceID Trim TrimPrefix TrimSuffix TruncateTime URL UUID UUIDv7
  Unix UnixMicro UnixMilli UnixNano UnixSeconds UserAgent Values Weekday XXH128 XXH3 Year`
  .trim()
  .split(/\s+/);

const sortedNames = (functions: typeof standardFunctions) => functions.map(({ name }) => name).sort();

describe('the standard functions', () => {
  it('are those of the collector, each written or known to be missing', () => {
    expect(sortedNames(standardFunctions)).toEqual([...EDITORS, ...CONVERTERS].sort());
  });

  it('leave the editors out where there are only conditions', () => {
    expect(sortedNames(standardConverters)).toEqual([...CONVERTERS].sort());
  });

  it('have a name each of their own', () => {
    expect(functionTable(...standardFunctions).size).toBe(standardFunctions.length);
  });
});
