import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { OttlPanicError } from '../../ottl-error.ts';
import { Glob } from './glob.ts';
import { GlobError } from './parse-glob.ts';
// What gobwas/glob v0.2.3 says: a pattern, the texts it matches or the error, the texts it doesn't survive.
import recorded from './recorded-globs.json' with { type: 'json' };

const texts = recorded.texts;
const globs = recorded.globs as [string, string | number[], number[]?][];

function answer(glob: Glob, text: string): string {
  try {
    return String(glob.test(text));
  } catch (error) {
    expect(error).toBeInstanceOf(OttlPanicError);
    return 'panic';
  }
}

describe('a glob', () => {
  it.each(globs.filter(([, answers]) => typeof answers === 'string'))('is refused: %j', (pattern, error) => {
    expect(() => new Glob(pattern)).toThrow(new GlobError(error as string));
  });

  it.each(globs.filter(([, answers]) => typeof answers !== 'string'))(
    'matches what the collector’s does: %j',
    (pattern, matched, panics = []) => {
      const glob = new Glob(pattern);
      const expected = texts.map((_, index) =>
        panics.includes(index) ? 'panic' : String((matched as number[]).includes(index)),
      );
      expect(texts.map((text) => answer(glob, text))).toEqual(expected);
    },
  );

  it('without special characters matches itself alone', () => {
    const plain = fc.string({ unit: 'grapheme' }).filter((text) => !/[*?[{\\\0\u{FFFD}]/u.test(text));
    fc.assert(
      fc.property(plain, plain, (pattern, text) => {
        expect(new Glob(pattern).test(text)).toBe(pattern === text);
        expect(new Glob(pattern).test(pattern)).toBe(true);
      }),
    );
  });

  it('with stars matches what begins, goes on and ends so', () => {
    const letters = fc.string({ unit: fc.constantFrom('a', 'b', 'é'), maxLength: 5 });
    fc.assert(
      fc.property(letters, letters, letters, (start, middle, end) => {
        expect(new Glob(`${start}*`).test(start + middle)).toBe(true);
        expect(new Glob(`*${end}`).test(middle + end)).toBe(true);
        expect(new Glob(`${start}*${end}`).test(start + middle + end)).toBe(true);
        expect(new Glob(`*${middle}*`).test(start + middle + end)).toBe(true);
      }),
    );
  });

  it('is compiled or refused, and never fails otherwise', () => {
    const piece = fc.constantFrom(
      ...'*?[]{},!-\\abé\0'.split(''),
      '[a-b]',
      '{a,b*}',
      '[!a]',
      '\u{FFFD}',
      '😀',
    );
    const soup = fc.array(piece, { maxLength: 10 }).map((pieces) => pieces.join(''));
    fc.assert(
      fc.property(soup, fc.array(soup), (pattern, each) => {
        try {
          for (const text of each) new Glob(pattern).test(text);
        } catch (error) {
          if (!(error instanceof OttlPanicError)) expect(error).toBeInstanceOf(GlobError);
        }
      }),
      { numRuns: 2000 },
    );
  });
});
