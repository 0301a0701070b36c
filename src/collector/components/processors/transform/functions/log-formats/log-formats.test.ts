import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { contexts } from '../../../../../ottl/contexts/contexts.ts';
import { OttlError } from '../../../../../ottl/ottl-error.ts';
import { Parser } from '../../../../../ottl/parser.ts';
import { goQuote } from '../../../../../ottl/syntax/go-quote.ts';
import { resultInRecords } from '../../../../../ottl/testing/result-in-records.ts';
import { sampleSpan } from '../../../../../ottl/testing/sample-span.ts';
import { testEnvironment } from '../../../../../ottl/testing/test-functions.ts';
import { goValueText } from '../../../../../ottl/value-text.ts';
import { statementFunctions } from '../statement-functions.ts';
// What the functions of the transform processor v0.162 give: expression, result.
import recorded from './recorded-results.json' with { type: 'json' };

const functions = statementFunctions('log');

describe('results are those of the collector', () => {
  it.each(recorded as [string, string][])('%s', (text, result) => {
    expect(resultInRecords(text, functions)).toBe(result);
  });
});

describe('ParseELF', () => {
  it('warns of lines with too few values, and of those with too many', () => {
    const { environment, lines } = testEnvironment();
    resultInRecords(goCall('ParseELF', '#Version: 1.0\n#Fields: a b\n1\n1 2 3'), functions, environment);
    expect(lines.map((line) => line.split('\t').slice(1))).toEqual([
      [
        'warn',
        "ELF data line has fewer values than fields; substituting '-'",
        '{"field": "b", "field_count": 2, "value_count": 1}',
      ],
      [
        'warn',
        'ELF data line has more values than fields; dropping extra values',
        '{"field_count": 2, "value_count": 3}',
      ],
    ]);
  });
});

describe('any text', () => {
  const piece = fc.oneof(
    fc.constantFrom('CEF:0', 'LEEF:2.0', 'LEEF:1.0', '|', '|', '=', ' ', '\\', '"', '\t', '\n', '0x'),
    fc.constantFrom('#Version: 1.0\n', '#Fields: a b\n', '1.2.3.4 - - [x] "GET / H" 200 1', '\\xe9', '^'),
    fc.string({ unit: 'grapheme', maxLength: 5 }),
  );
  const text = fc.array(piece, { maxLength: 20 }).map((pieces) => pieces.join(''));

  it('is a map, or refused with an OttlError', () => {
    let maps = 0;
    fc.assert(
      fc.property(
        fc.constantFrom('ParseCEF', 'ParseCLF', 'ParseELF', 'ParseLEEF'),
        text,
        fc.constantFrom('', 'CEF:0|a|b|c|d|e|5|', 'LEEF:1.0|a|b|c|d|', '#Version: 1.0\n#Fields: a b\n'),
        (name, given, start) => {
          const parser = new Parser({
            context: contexts.span,
            functions,
            environment: testEnvironment().environment,
            namedPaths: false,
          });
          try {
            const value = parser
              .valueExpressions([goCall(name, start + given)])[0]!
              .get(sampleSpan().context);
            expect(value).toBeInstanceOf(Map);
            expect(goValueText(value)).toBeTypeOf('string');
            maps += 1;
          } catch (error) {
            if (!(error instanceof OttlError) || error.message === '') throw error;
          }
        },
      ),
      { numRuns: 2000 },
    );
    // Otherwise the texts would prove nothing.
    expect(maps).toBeGreaterThan(100);
  });
});

function goCall(name: string, text: string): string {
  return `${name}(${goQuote(text)})`;
}
