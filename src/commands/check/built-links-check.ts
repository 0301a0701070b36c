import { glob, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { repositoryRoot } from '../repository-root.ts';
import type { RepositoryCheck } from './check.ts';

export interface BuiltPage {
  /** "/zh-cn/paths/quick-start/" */
  readonly url: string;
  readonly links: readonly string[];
  readonly ids: ReadonlySet<string>;
}

/** Every link between pages of dist/ leads to a page, and every fragment to an element on it. */
export const builtLinksCheck: RepositoryCheck = {
  name: 'links',
  async run() {
    const dist = join(repositoryRoot, 'dist');
    const files = new Set<string>();
    const pages: BuiltPage[] = [];
    for await (const file of glob('**/*', { cwd: dist })) {
      const path = `/${file.replaceAll('\\', '/')}`;
      files.add(path);
      if (!path.endsWith('.html')) continue;
      pages.push(readPage(path.replace(/index\.html$/, ''), await readFile(join(dist, file), 'utf8')));
    }
    if (pages.length === 0) return ['dist/ holds no page; run npm run build first'];
    return brokenLinks(pages, files);
  },
};

export function readPage(url: string, html: string): BuiltPage {
  const links = [...html.matchAll(/\s(?:href|src)="([^"]*)"/g)].map((match) => decode(match[1] ?? ''));
  const ids = new Set([...html.matchAll(/\sid="([^"]*)"/g)].map((match) => decode(match[1] ?? '')));
  return { url, links, ids };
}

export function brokenLinks(pages: readonly BuiltPage[], files: ReadonlySet<string>): string[] {
  const byUrl = new Map(pages.map((page) => [page.url, page]));
  const problems: string[] = [];
  for (const page of pages) {
    for (const link of new Set(page.links)) {
      if (link === '') {
        problems.push(`${page.url}: an empty link`);
        continue;
      }
      if (/^[a-z][a-z0-9+.-]*:|^\/\//i.test(link)) continue;
      const target = new URL(link, `http://site${page.url}`);
      const path = decodeURIComponent(target.pathname);
      const found = byUrl.get(path) ?? byUrl.get(`${path}.html`);
      if (!found && !files.has(path)) problems.push(`${page.url}: ${link} leads nowhere`);
      const fragment = decodeURIComponent(target.hash.slice(1));
      if (found && fragment !== '' && !found.ids.has(fragment))
        problems.push(`${page.url}: ${link} names no element of ${found.url}`);
    }
  }
  return problems;
}

function decode(attribute: string): string {
  return attribute.replaceAll('&amp;', '&').replaceAll('&quot;', '"').replaceAll('&#38;', '&');
}
