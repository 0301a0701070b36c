import { contexts } from '../contexts/contexts.ts';
import type { FunctionTable } from '../function.ts';
import { OttlError } from '../ottl-error.ts';
import { OttlParseErrors, Parser } from '../parser.ts';
import { goQuote } from '../syntax/go-quote.ts';
import { sampleSpan } from './sample-span.ts';
import { testEnvironment } from './test-functions.ts';
import { valueInRecords } from './value-in-records.ts';

/** Records leave out the name of the context's type, which is the same in all. */
const TYPE = /\[\*github\.com\/\S*TransformContext\]/g;

/** What an expression gives on the sample span, as records of the collector have it: a value, or which error when. */
export function resultInRecords(
  text: string,
  functions: FunctionTable,
  environment = testEnvironment().environment,
): string {
  return result(text, functions, environment).replace(TYPE, '[…]');
}

function result(
  text: string,
  functions: FunctionTable,
  environment: ReturnType<typeof testEnvironment>['environment'],
): string {
  try {
    const parser = new Parser({ context: contexts.span, functions, environment, namedPaths: false });
    return valueInRecords(parser.valueExpressions([text])[0]?.get(sampleSpan().context) ?? null);
  } catch (error) {
    if (error instanceof OttlParseErrors) {
      const start = `unable to parse OTTL value expression ${goQuote(text)}: `;
      return `COMPILE ${error.errors[0]?.error.message.replace(start, '')}`;
    }
    if (error instanceof OttlError) return `RUN ${error.message}`;
    throw error;
  }
}
