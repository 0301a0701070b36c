import type { Attributes } from '../../../../otlp/model.ts';
import { prefixed } from '../../compile/key.ts';
import { arg, defineFunction, type Getter, optional, type TransformContext } from '../../function.ts';
import { OttlError } from '../../ottl-error.ts';
import { readCsvRow } from '../../text/csv/read-csv-row.ts';

type ReadRow = (row: string, delimiter: string) => string[];

/** How quotes are taken, by the names of the modes. */
const MODES: ReadonlyMap<string, ReadRow> = new Map<string, ReadRow>([
  ['strict', (row, delimiter) => readCsvRow(row, delimiter, false)],
  ['lazyQuotes', (row, delimiter) => readCsvRow(row, delimiter, true)],
  ['ignoreQuotes', (row, delimiter) => row.split(delimiter)],
]);

/** A map of the fields of one row, by the names another text lists. */
export const parseCsv = defineFunction({
  name: 'ParseCSV',
  parameters: {
    target: arg.string,
    header: arg.string,
    delimiter: optional(arg.stringLiteral),
    headerDelimiter: optional(arg.stringLiteral),
    mode: optional(arg.stringLiteral),
  },
  create: ({ target, header, delimiter = ',', headerDelimiter = delimiter, mode = 'strict' }) => {
    checkCharacter('delimiter', delimiter);
    checkCharacter('header_delimiter', headerDelimiter);
    const readRow = MODES.get(mode);
    if (readRow === undefined) throw new OttlError(`unknown mode: ${mode}`);
    return (context) => {
      const row = textOf('target', target, context);
      const names = textOf('header', header, context);
      if (names === '') throw new OttlError('headers must not be an empty string');
      return mapOf(names.split(headerDelimiter), readRow(row, delimiter));
    };
  },
});

function checkCharacter(name: string, value: string): void {
  if ([...value].length !== 1) throw new OttlError(`invalid arguments: ${name} must be a single character`);
}

function textOf(name: string, getter: Getter<string>, context: TransformContext): string {
  try {
    return getter.get(context);
  } catch (error) {
    throw prefixed(`error getting value for ${name} in ParseCSV: `, error);
  }
}

function mapOf(names: readonly string[], fields: readonly string[]): Attributes {
  if (names.length !== fields.length) {
    throw new OttlError(
      `map csv headers: wrong number of fields: expected ${names.length}, found ${fields.length}`,
    );
  }
  return new Map(names.map((name, index) => [name, fields[index] ?? '']));
}
