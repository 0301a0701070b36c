import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { OttlError } from '../../ottl-error.ts';
import { readCsvRow } from './read-csv-row.ts';

const delimiter = fc.constantFrom(',', '|', '\t', 'é', '😀');

describe('readCsvRow', () => {
  it('reads the fields that were written in quotes', () => {
    const field = fc.array(
      fc.oneof(fc.constantFrom('"', ',', '\n', '|', 'é'), fc.string({ unit: 'grapheme' })),
      {
        maxLength: 4,
      },
    );
    fc.assert(
      fc.property(
        fc.array(field, { minLength: 1, maxLength: 5 }),
        delimiter,
        fc.boolean(),
        (parts, comma, lazy) => {
          // Line ends become "\n".
          const fields = parts.map((each) => each.join('').replaceAll('\r', ''));
          const row = fields.map((each) => `"${each.replaceAll('"', '""')}"`).join(comma);
          expect(readCsvRow(row, comma, lazy)).toEqual(fields);
        },
      ),
    );
  });

  it('gives fields for any text, or an OttlError', () => {
    const text = fc.array(fc.constantFrom('"', '"', ',', 'a', '\n', '\r', 'é', ' '), { maxLength: 16 });
    fc.assert(
      fc.property(
        text,
        fc.oneof(delimiter, fc.constantFrom('"', '\n', '\0')),
        fc.boolean(),
        (parts, comma, lazy) => {
          try {
            expect(readCsvRow(parts.join(''), comma, lazy).length).toBeGreaterThan(0);
          } catch (error) {
            if (!(error instanceof OttlError)) throw error;
          }
        },
      ),
      { numRuns: 3000 },
    );
  });
});
