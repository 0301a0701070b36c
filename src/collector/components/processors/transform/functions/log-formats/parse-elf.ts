import type { Attributes } from '../../../../../../otlp/model.ts';
import { arg, defineFunction } from '../../../../../ottl/function.ts';
import { OttlError } from '../../../../../ottl/ottl-error.ts';
import { goQuote } from '../../../../../ottl/syntax/go-quote.ts';
import { fieldsOf, trimSpace } from '../../../../../ottl/text/go-space.ts';
import type { Logger } from '../../../../../pipeline/logger.ts';
import { splitElfLine } from './split-elf-line.ts';

/** The directives whose values are kept, and their attributes. */
const DIRECTIVES: ReadonlyMap<string, string> = new Map([
  ['version', 'elf.version'],
  ['software', 'elf.software'],
  ['date', 'elf.date'],
  ['start-date', 'elf.start_date'],
  ['end-date', 'elf.end_date'],
  ['remark', 'elf.remark'],
]);

/** A text of the W3C's Extended Log Format, its directives and all its lines, as a map. */
export const parseElf = defineFunction({
  name: 'ParseELF',
  parameters: { target: arg.string },
  create:
    ({ target }, { logger }) =>
    (context) => {
      const source = target.get(context);
      if (source === '') throw new OttlError('cannot parse empty ELF message');
      return parse(source, logger);
    },
});

function parse(source: string, logger: Logger): Attributes {
  const entries: Attributes[] = [];
  const result: Attributes = new Map([['elf.entries', entries]]);
  let names: string[] = [];
  for (const line of source.split(/[\r\n]/).map(trimSpace)) {
    if (line === '') continue;
    if (!line.startsWith('#')) {
      if (names.length === 0) throw new OttlError('invalid ELF: data entry found before #Fields directive');
      entries.push(entryOf(names, splitElfLine(line), logger));
      continue;
    }
    const directive = readDirective(line);
    if (directive === undefined) continue;
    if (directive.name === 'fields') names = fieldsOf(directive.value);
    const attribute = DIRECTIVES.get(directive.name);
    if (attribute !== undefined) result.set(attribute, directive.value);
  }
  if (!result.has('elf.version')) throw new OttlError('invalid ELF: missing #Version directive');
  return result.set('elf.fields', names);
}

/** "#Version: 1.0"; `undefined` for a line without a colon, unless it is one that names the fields. */
function readDirective(line: string): { name: string; value: string } | undefined {
  const colon = line.indexOf(':');
  if (colon >= 0) {
    return {
      name: trimSpace(line.slice(1, colon)).toLowerCase(),
      value: trimSpace(line.slice(colon + 1)),
    };
  }
  if (!/^fields/i.test(trimSpace(line.slice(1)))) return undefined;
  const quoted = goQuote(line);
  throw new OttlError(
    `invalid ELF: malformed #Fields directive ${quoted}: directive ${quoted} has no colon separator`,
  );
}

function entryOf(names: readonly string[], values: readonly string[], logger: Logger): Attributes {
  const counts = { field_count: names.length, value_count: values.length };
  const entry: Attributes = new Map();
  names.forEach((name, index) => {
    if (index >= values.length) {
      const message = "ELF data line has fewer values than fields; substituting '-'";
      logger.log('warn', message, { field: name, ...counts });
    }
    entry.set(name, values[index] ?? '-');
  });
  if (values.length > names.length) {
    logger.log('warn', 'ELF data line has more values than fields; dropping extra values', counts);
  }
  return entry;
}
