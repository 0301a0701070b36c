import { OttlError } from '../../../../../ottl/ottl-error.ts';
import { goQuote } from '../../../../../ottl/syntax/go-quote.ts';

/** A value in quotes, or up to the next blank. */
const VALUE = /[ \t]*(?:"((?:[^"]|"")*)("?)|([^ \t]+))/y;

/** The values of a line of data; within quotes, two quotes are one. Throws OttlError where quotes aren't closed. */
export function splitElfLine(line: string): string[] {
  const values: string[] = [];
  VALUE.lastIndex = 0;
  for (let match = VALUE.exec(line); match !== null; match = VALUE.exec(line)) {
    const [, quoted, end, plain] = match;
    if (end === '')
      throw new OttlError(`invalid ELF: unterminated quoted value in data line: ${goQuote(line)}`);
    values.push(plain ?? quoted?.replaceAll('""', '"') ?? '');
  }
  return values;
}
