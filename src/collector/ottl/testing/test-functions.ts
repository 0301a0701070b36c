import { consoleLogger } from '../../pipeline/logger.ts';
import { ManualClock } from '../../pipeline/manual-clock.ts';
import {
  anyListOf,
  arg,
  defineFunction,
  type FunctionEnvironment,
  functionTable,
  listOf,
  notImplemented,
  optional,
} from '../function.ts';
import { OttlError } from '../ottl-error.ts';

/** An environment for functions under test, and the lines they log. */
export function testEnvironment(): { environment: FunctionEnvironment; lines: string[] } {
  const lines: string[] = [];
  const clock = new ManualClock();
  const logger = consoleLogger((line) => lines.push(line), clock, 'info');
  return { environment: { clock, random: () => 0.5, logger }, lines };
}

const set = defineFunction({
  name: 'set',
  parameters: { target: arg.setter, value: arg.any },
  create:
    ({ target, value }) =>
    (context) => {
      target.set(context, value.get(context));
      return null;
    },
});

/** One of each kind of parameter, so that the compiling of arguments can be tested without the real functions. */
export const testFunctions = functionTable(
  set,
  defineFunction({
    name: 'Upper',
    parameters: { target: arg.string },
    create:
      ({ target }) =>
      (context) =>
        target.get(context).toUpperCase(),
  }),
  defineFunction({
    name: 'Join',
    parameters: { values: anyListOf(arg.stringLike), delimiter: arg.string },
    create:
      ({ values, delimiter }) =>
      (context) =>
        (values.get(context) ?? [])
          .map((value) => value.get(context) ?? '<nil>')
          .join(delimiter.get(context)),
  }),
  defineFunction({
    name: 'Literals',
    parameters: {
      text: arg.stringLiteral,
      size: arg.intLiteral,
      ratio: optional(arg.floatLiteral),
      whole: optional(arg.boolLiteral),
      kind: optional(arg.enumLiteral),
      raw: optional(arg.bytesLiteral),
      lastNames: optional(listOf(arg.stringLiteral)),
    },
    create:
      ({ text, size, ratio, whole, kind, raw, lastNames }) =>
      () => [text, size, ratio ?? null, whole ?? null, kind ?? null, raw ?? null, [...(lastNames ?? [])]],
  }),
  defineFunction({
    name: 'Apply',
    parameters: { target: arg.string, with: arg.function },
    create: ({ target, with: other }) => other.create([target]),
  }),
  defineFunction({
    name: 'Lists',
    parameters: { values: listOf(arg.intLike) },
    create:
      ({ values }) =>
      (context) =>
        values.map((value) => value.get(context) ?? null),
  }),
  defineFunction({
    name: 'IsTrue',
    parameters: { target: arg.any },
    experimental: true,
    create:
      ({ target }) =>
      (context) =>
        target.get(context) === true,
  }),
  defineFunction({
    name: 'Fails',
    parameters: {},
    create: () => {
      throw new OttlError('cannot be made');
    },
  }),
  notImplemented('ParseXML'),
);
