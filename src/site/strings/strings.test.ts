import { describe, expect, it } from 'vitest';
import { languages } from '../languages.ts';
import { fill } from './fill.ts';
import { strings } from './strings.ts';

function leaves(value: unknown, path = ''): [path: string, text: string][] {
  if (typeof value === 'string') return [[path, value]];
  if (typeof value === 'function') return [[path, String((value as (...values: unknown[]) => string)(7, 8))]];
  return Object.entries(value as object).flatMap(([key, child]) => leaves(child, `${path}.${key}`));
}

describe('the strings', () => {
  it('have the same keys and places in every language', () => {
    const [first, ...others] = languages.map((language) => leaves(strings(language)));
    const places = (text: string) => (text.match(/\{\w+\}/g) ?? []).sort();
    for (const other of others) {
      expect(other.map(([path]) => path)).toEqual(first?.map(([path]) => path));
      for (const [index, [path, text]] of other.entries()) {
        expect(places(text), path).toEqual(places(first?.[index]?.[1] ?? ''));
      }
    }
  });

  it('are never empty', () => {
    for (const language of languages) {
      for (const [path, text] of leaves(strings(language))) expect(text.trim(), path).not.toBe('');
    }
  });

  it('have a space between Han and Latin, and no half-width punctuation after Han, in Chinese', () => {
    for (const [path, text] of leaves(strings('zh-cn'))) {
      expect(text, path).not.toMatch(/\p{Script=Han}[A-Za-z0-9]|[A-Za-z0-9]\p{Script=Han}/u);
      expect(text, path).not.toMatch(/\p{Script=Han}[,;:!?]/u);
    }
  });
});

describe('filling a text', () => {
  it('puts values into their places and leaves unknown places alone', () => {
    expect(fill('{passed} of {total}, {other}', { passed: 2, total: 10 })).toBe('2 of 10, {other}');
  });
});
