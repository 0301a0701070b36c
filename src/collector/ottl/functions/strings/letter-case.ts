import { arg, defineFunction, type OttlFunction } from '../../function.ts';
import { OttlError } from '../../ottl-error.ts';
import { toLower, toUpper } from '../../text/go-case.ts';
import { toCamelCase, toSnakeCase } from '../../text/identifier-case.ts';

type Convert = (text: string) => string;

/** The cases by the names `ConvertCase` has for them. */
const CASES: ReadonlyMap<string, Convert> = new Map([
  ['lower', toLower],
  ['upper', toUpper],
  ['snake', toSnakeCase],
  ['camel', toCamelCase],
]);

const convertCase = defineFunction({
  name: 'ConvertCase',
  parameters: { target: arg.string, toCase: arg.stringLiteral },
  create: ({ target, toCase }) => {
    const convert = CASES.get(toCase);
    if (convert === undefined) {
      throw new OttlError(`invalid case: ${toCase}, allowed cases are: ${[...CASES.keys()].join(', ')}`);
    }
    return (context) => convert(target.get(context));
  },
});

function converter(name: string, convert: Convert): OttlFunction {
  return defineFunction({
    name,
    parameters: { target: arg.string },
    create:
      ({ target }) =>
      (context) =>
        convert(target.get(context)),
  });
}

/** Texts in lower or upper case, and names in the spellings of programs. */
export const letterCase: readonly OttlFunction[] = [
  convertCase,
  converter('ToLowerCase', toLower),
  converter('ToUpperCase', toUpper),
  converter('ToSnakeCase', toSnakeCase),
  converter('ToCamelCase', toCamelCase),
];
