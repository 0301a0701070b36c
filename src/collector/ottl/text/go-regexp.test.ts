import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { GoRegExp } from './go-regexp.ts';
import { GoRegExpError } from './re2-error.ts';

interface Recorded {
  readonly pattern: string;
  readonly error?: string;
  readonly names?: readonly string[];
  readonly results?: readonly {
    readonly text: string;
    readonly groups?: readonly string[];
    readonly replaced: string;
  }[];
}

// What Go's regexp package (1.26) answers.
const recorded = JSON.parse(
  readFileSync(new URL('./recorded-regexps.json', import.meta.url), 'utf8'),
) as readonly Recorded[];

/** Go's own placeholders, as in the recording. */
const TEMPLATE = ['<$0|$', '{1}|$1x|$$|$', '{x}>'].join('');

describe('as Go’s regexp', () => {
  it.each(recorded.filter(({ error }) => error !== undefined))('refuses $pattern', ({ pattern, error }) => {
    expect(() => new GoRegExp(pattern)).toThrow(new GoRegExpError('', '').constructor as ErrorConstructor);
    expect(() => new GoRegExp(pattern)).toThrow(error);
  });

  it.each(recorded.filter(({ error }) => error === undefined))(
    'matches and replaces with $pattern',
    ({ pattern, names = [], results = [] }) => {
      const expression = new GoRegExp(pattern);
      expect(expression.groupNames).toEqual(names);
      for (const { text, groups, replaced } of results) {
        const found = expression.find(text);
        expect(found === undefined ? undefined : [...found].map((group) => group ?? ''), text).toEqual(
          groups,
        );
        expect(expression.test(text), text).toBe(groups !== undefined);
        expect(expression.replaceAll(text, TEMPLATE), text).toBe(replaced);
      }
    },
  );
});

it('compiles or refuses any text, and never fails otherwise', () => {
  const fragment = fc.constantFrom(
    ...'()[]{}*+?|^$.\\-,:=!<>Pi12aZ'.split(''),
    '(?',
    '[:alpha:]',
    '\\p{L}',
    '(?i)',
    '{2,3}',
    'é',
  );
  fc.assert(
    fc.property(fc.array(fragment, { maxLength: 12 }), (fragments) => {
      try {
        new GoRegExp(fragments.join('')).test('aZ12');
      } catch (error) {
        expect(error).toBeInstanceOf(GoRegExpError);
        expect((error as Error).message).not.toContain('not supported here');
      }
    }),
    { numRuns: 2000 },
  );
});

it('tells where the first match and its groups are', () => {
  const expression = new GoRegExp('é(?P<a>\\d+)(x)?');
  expect(expression.findPlaces('-é12é3x')).toEqual([[1, 4], [2, 4], undefined]);
  expect(expression.findPlaces('é')).toBeUndefined();
});
