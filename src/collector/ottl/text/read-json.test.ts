import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MAX_DEPTH } from '../../../otlp/decode-limits.ts';
import type { AnyValue } from '../../../otlp/model.ts';
import { OttlError } from '../ottl-error.ts';
import { readJson } from './read-json.ts';

describe('readJson', () => {
  it('reads what JSON.stringify has written', () => {
    fc.assert(
      fc.property(fc.jsonValue({ stringUnit: 'grapheme' }), (value) => {
        expect(readJson(JSON.stringify(value, null, 1))).toEqual(asData(value));
      }),
    );
  });

  it('gives a value for any text, or an OttlError', () => {
    const piece = fc.oneof(
      fc.constantFrom(...'{}[]:,"\\ \n\0tfnu0d8.-e+é', 'true', 'null', '\\u', 'd83d'),
      fc.string({ unit: 'binary', maxLength: 3 }),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 20 }), (pieces) => {
        try {
          expect(readJson(pieces.join(''))).not.toBeUndefined();
        } catch (error) {
          if (!(error instanceof OttlError)) throw error;
        }
      }),
      { numRuns: 3000 },
    );
  });

  it('refuses values nested deeper than those that can be sent on', () => {
    const nested = (depth: number) => '['.repeat(depth) + ']'.repeat(depth);
    expect(readJson(nested(MAX_DEPTH))).toBeInstanceOf(Array);
    expect(() => readJson(nested(MAX_DEPTH + 1))).toThrow('invalid character "[" exceeded max depth');
  });
});

function asData(value: unknown): AnyValue {
  if (Array.isArray(value)) return value.map(asData);
  if (value === null || typeof value !== 'object') return value as AnyValue;
  return new Map(Object.entries(value).map(([key, item]) => [key, asData(item)]));
}
