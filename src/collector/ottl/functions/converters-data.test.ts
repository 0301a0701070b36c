import { describe, expect, it } from 'vitest';
import { contexts } from '../contexts/contexts.ts';
import { arg, defineFunction, functionTable } from '../function.ts';
import { OttlError } from '../ottl-error.ts';
import { OttlParseErrors, Parser } from '../parser.ts';
import { goQuote } from '../syntax/go-quote.ts';
import { sampleSpan } from '../testing/sample-span.ts';
import { testEnvironment } from '../testing/test-functions.ts';
import { valueInRecords } from '../testing/value-in-records.ts';
import { typedList } from '../value.ts';
import { dataConverters } from './converters-data.ts';
import { isRootSpan } from './predicates/is-root-span.ts';
// What the converters of pkg/ottl v0.162 give on `sampleSpan`, in UTC: expression, result.
import recorded from './recorded-data-results.json' with { type: 'json' };

/** Lists of Go's own types, and texts, to give to the converters. */
const split = defineFunction({
  name: 'Split',
  parameters: { target: arg.string, delimiter: arg.string },
  create:
    ({ target, delimiter }) =>
    (context) =>
      typedList('[]string', target.get(context).split(delimiter.get(context))),
});
const string = defineFunction({
  name: 'String',
  parameters: { target: arg.stringLike },
  create:
    ({ target }) =>
    (context) =>
      target.get(context) ?? null,
});

const functions = functionTable(...dataConverters, isRootSpan, split, string);

function parser(environment = testEnvironment().environment): Parser {
  return new Parser({ context: contexts.span, functions, environment, namedPaths: false });
}

function resultOf(text: string): string {
  try {
    return valueInRecords(parser().valueExpressions([text])[0]!.get(sampleSpan().context));
  } catch (error) {
    if (error instanceof OttlParseErrors) {
      const start = `unable to parse OTTL value expression ${goQuote(text)}: `;
      return `COMPILE ${error.errors[0]!.error.message.replace(start, '')}`;
    }
    if (error instanceof OttlError) return `RUN ${error.message}`;
    throw error;
  }
}

/** Records leave out the name of the context's type, which is the same in all. */
const TYPE = /\[\*github\.com\/\S*TransformContext\]/g;

describe('results are those of the collector', () => {
  it.each(recorded as [string, string][])('%s', (text, result) => {
    expect(resultOf(text).replace(TYPE, '[…]')).toBe(result);
  });
});
