import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { OttlError } from '../../ottl-error.ts';
import { fromByteString, toByteString } from '../byte-string.ts';
import { parseUrl } from './parse-url.ts';
import { escapePart, unescapePart } from './percent-encoding.ts';
import { urlText } from './url-text.ts';

describe('URLs', () => {
  const piece = fc.oneof(
    fc.constantFrom(
      'http',
      'a+b',
      ':',
      '//',
      '/',
      '?',
      '#',
      '@',
      '%',
      '%41',
      '%ff',
      '[',
      ']',
      '::1',
      '%25',
      '*',
      '.',
    ),
    fc.string({ unit: 'grapheme', maxLength: 3 }),
  );
  const text = fc.array(piece, { maxLength: 10 }).map((pieces) => toByteString(pieces.join('')));

  it('of any text are parsed, or refused with an OttlError; put together again they are the same', () => {
    let parsed = 0;
    fc.assert(
      fc.property(text, (given) => {
        let again: string;
        try {
          again = urlText(parseUrl(given));
        } catch (error) {
          if (!(error instanceof OttlError)) throw error;
          return;
        }
        parsed += 1;
        expect(urlText(parseUrl(again))).toBe(again);
      }),
      { numRuns: 3000 },
    );
    expect(parsed).toBeGreaterThan(500);
  });

  it('have parts that are the same after they were escaped and unescaped', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme' }),
        fc.constantFrom('path', 'userPassword', 'query', 'fragment'),
        (plain, part) => {
          const bytes = toByteString(plain);
          expect(fromByteString(unescapePart(escapePart(bytes, part), part))).toBe(plain);
        },
      ),
    );
  });
});
