import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { contexts } from './contexts/contexts.ts';
import { OttlError } from './ottl-error.ts';
import { Parser } from './parser.ts';
import { ParserCollection } from './parser-collection.ts';
import { prependContext } from './prepend-context.ts';
import {
  arbitraryCondition,
  arbitrarySoup,
  arbitraryStatement,
  arbitraryValue,
} from './testing/arbitrary-ottl.ts';
import { sampleSpan } from './testing/sample-span.ts';
import { testEnvironment, testFunctions } from './testing/test-functions.ts';

type Work = (text: string) => unknown;

/** Whether it gave a result; it may fail with an OttlError only. */
function attempt(work: () => unknown): boolean {
  try {
    work();
    return true;
  } catch (error) {
    if (error instanceof OttlError && error.message !== '') return false;
    throw error;
  }
}

const { environment } = testEnvironment();
const parsers = Object.values(contexts).flatMap((context) =>
  [false, true].map(
    (namedPaths) => new Parser({ context, functions: testFunctions, environment, namedPaths }),
  ),
);
const collection = new ParserCollection(
  [
    ['span', testFunctions],
    ['resource', testFunctions],
    ['log', testFunctions],
  ],
  environment,
);

const kinds: readonly [string, fc.Arbitrary<string>, (parser: Parser) => Work, Work][] = [
  [
    'conditions',
    arbitraryCondition,
    (parser) => (text) => parser.conditions([text]),
    (text) => collection.conditions([text]),
  ],
  [
    'statements',
    arbitraryStatement,
    (parser) => (text) => parser.statements([text]),
    (text) => collection.statements([text]),
  ],
  [
    'value expressions',
    arbitraryValue,
    (parser) => (text) => parser.valueExpressions([text]),
    (text) => prependContext('condition', `${text} == 1`, 'span', ['span', 'resource']),
  ],
];

describe.each(kinds)('%s', (_, texts, compile, infer) => {
  const any = fc.oneof({ weight: 4, arbitrary: texts }, arbitrarySoup, fc.string());

  test('of any text compile in every context, or are refused with an OttlError', () => {
    let compiled = 0;
    fc.assert(
      fc.property(any, (text) => {
        for (const parser of parsers) if (attempt(() => compile(parser)(text))) compiled += 1;
        attempt(() => infer(text));
      }),
      { numRuns: 500 },
    );
    // Otherwise the texts would prove nothing.
    expect(compiled).toBeGreaterThan(10);
  });
});

describe('what compiles', () => {
  const parser = new Parser({
    context: contexts.span,
    functions: testFunctions,
    environment,
    namedPaths: false,
  });

  function compiledOf<T>(compile: () => T[]): T | undefined {
    let first: T | undefined;
    attempt(() => {
      first = compile()[0];
    });
    return first;
  }

  test('as a condition gives a boolean or an OttlError, and the same again', () => {
    let ran = 0;
    fc.assert(
      fc.property(arbitraryCondition, (text) => {
        const condition = compiledOf(() => parser.conditions([text]));
        if (condition === undefined) return;
        const results = [sampleSpan(), sampleSpan()].map(({ context }) => {
          let result: boolean | undefined;
          attempt(() => {
            result = condition.test(context);
          });
          return result;
        });
        expect(results[0]).toBe(results[1]);
        if (typeof results[0] === 'boolean') ran += 1;
      }),
      { numRuns: 1500 },
    );
    expect(ran).toBeGreaterThan(10);
  });

  test('as a statement runs or fails with an OttlError, and what it sets can be cloned', () => {
    let ran = 0;
    fc.assert(
      fc.property(arbitraryStatement, (text) => {
        const statement = compiledOf(() => parser.statements([text]));
        if (statement === undefined) return;
        const { span, context } = sampleSpan();
        if (attempt(() => statement.execute(context))) ran += 1;
        expect(structuredClone(span)).toEqual(span);
      }),
      { numRuns: 1500 },
    );
    expect(ran).toBeGreaterThan(3);
  });
});
