import { describe, expect, it } from 'vitest';
import { contexts } from './contexts/contexts.ts';
import { findingsOf, joinedFindings } from './findings.ts';
import { functionTable } from './function.ts';
import { OttlError } from './ottl-error.ts';
import { Parser } from './parser.ts';
import { testEnvironment } from './testing/test-functions.ts';

const parser = new Parser({
  context: contexts.span,
  functions: functionTable(),
  environment: testEnvironment().environment,
  namedPaths: false,
});

describe('findingsOf', () => {
  it('gives each text that is wrong, as one error after the other', () => {
    const found = findingsOf(['key'], () => parser.conditions(['a == 1', 'name == "x"', 'b == 1']), 5);
    expect(found.map(({ at, joint }) => [at, joint])).toEqual([
      [['key', '5'], undefined],
      [['key', '7'], '\n'],
    ]);
    expect(found[1]!.message).toContain('unable to parse OTTL condition "b == 1": ');
  });

  it('gives any other error as one, at its text where that is known', () => {
    const fail = (index?: number) => () => {
      const error = new OttlError('wrong');
      error.index = index;
      throw error;
    };
    expect(findingsOf(['key'], fail())).toEqual([{ message: 'wrong', at: ['key'] }]);
    expect(findingsOf(['key'], fail(2))).toEqual([{ message: 'wrong', at: ['key', '2'] }]);
    expect(findingsOf(['key'], () => undefined)).toEqual([]);
  });

  it('leaves other exceptions alone', () => {
    const fault = new TypeError('ours');
    expect(() =>
      findingsOf(['key'], () => {
        throw fault;
      }),
    ).toThrow(fault);
  });
});

describe('joinedFindings', () => {
  it('puts a semicolon before what each further group begins with', () => {
    const joined = joinedFindings([
      [],
      [{ message: 'a' }, { message: 'b', joint: '\n' }],
      [],
      [{ message: 'c' }, { message: 'd', joint: '\n' }],
    ]);
    expect(joined.map(({ message, joint }) => [message, joint])).toEqual([
      ['a', undefined],
      ['b', '\n'],
      ['c', '; '],
      ['d', '\n'],
    ]);
    expect(joinedFindings([[], []])).toEqual([]);
  });
});
