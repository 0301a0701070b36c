import { describe, expect, it } from 'vitest';
import { functionTable } from '../function.ts';
import { resultInRecords } from '../testing/result-in-records.ts';
import { isRootSpan } from './predicates/is-root-span.ts';
// What the converters of pkg/ottl v0.162 give on `sampleSpan`, in UTC: expression, result.
import recorded from './recorded-data-results.json' with { type: 'json' };
import { standardFunctions } from './standard-functions.ts';

const functions = functionTable(...standardFunctions, isRootSpan);

describe('results are those of the collector', () => {
  it.each(recorded as [string, string][])('%s', (text, result) => {
    expect(resultInRecords(text, functions)).toBe(result);
  });
});
