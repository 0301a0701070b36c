import { OttlError } from '../../ottl-error.ts';
import { CsvReader } from './csv-reader.ts';

/**
 * The fields of a text that is one row: a field may hold line breaks, also without quotes. As in the collector, what
 * is wrong in a line is an error only where no field of it was read before. Throws OttlError.
 */
export function readCsvRow(row: string, delimiter: string, lazyQuotes: boolean): string[] {
  const reader = new CsvReader(row, delimiter, lazyQuotes);
  let fields: string[] | undefined;
  for (;;) {
    const record = reader.read();
    if (record === undefined) break;
    if (record.error !== undefined && record.fields.length === 0) {
      throw new OttlError(`read csv line: ${record.error}`);
    }
    if (fields === undefined) {
      fields = record.fields;
      continue;
    }
    // The first field of a line goes on with the last one of the line before.
    const [first = '', ...others] = record.fields;
    fields.push(`${fields.pop() ?? ''}\n${first}`, ...others);
  }
  if (fields === undefined) throw new OttlError('no csv lines found');
  return fields;
}
