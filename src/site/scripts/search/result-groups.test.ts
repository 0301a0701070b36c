import { describe, expect, it } from 'vitest';
import type { FoundPage } from './pagefind.ts';
import { groupResults, sectionsOf } from './result-groups.ts';

const page = (url: string, group?: string): FoundPage => ({
  url,
  excerpt: 'the page',
  meta: { title: url, ...(group !== undefined && { group }) },
  sub_results: [
    { title: url, url, excerpt: 'the page' },
    { title: 'same', url: `${url}#same`, excerpt: 'the page' },
    { title: 'a', url: `${url}#a`, excerpt: '' },
    { title: 'b', url: `${url}#b`, excerpt: '' },
  ],
});

describe('search results', () => {
  it('stand under their path in the order of relevance; pages of none stand together', () => {
    const groups = groupResults([page('/1', 'Quick start'), page('/2'), page('/3', 'Quick start')], 'Pages');
    expect(groups.map((group) => [group.title, group.pages.map((found) => found.url)])).toEqual([
      ['Quick start', ['/1', '/3']],
      ['Pages', ['/2']],
    ]);
  });

  it('list a page’s sections but not the page again, nor its words', () => {
    expect(sectionsOf(page('/1'), 1).map((section) => section.url)).toEqual(['/1#a']);
  });
});
