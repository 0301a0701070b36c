import type { FoundPage } from './pagefind.ts';

export interface ResultGroup {
  readonly title: string;
  readonly pages: readonly FoundPage[];
}

/** Pages under their path's name, in the order the groups first appear, which is by relevance. */
export function groupResults(pages: readonly FoundPage[], otherPages: string): ResultGroup[] {
  const groups = new Map<string, FoundPage[]>();
  for (const page of pages) {
    const title = page.meta['group'] ?? otherPages;
    groups.set(title, [...(groups.get(title) ?? []), page]);
  }
  return [...groups].map(([title, found]) => ({ title, pages: found }));
}

/** Sections worth a line of their own: those with a heading that don't repeat the page's own words, at most `limit`. */
export function sectionsOf(page: FoundPage, limit: number): FoundPage['sub_results'] {
  return page.sub_results
    .filter((section) => section.url.includes('#') && section.excerpt !== page.excerpt)
    .slice(0, limit);
}
