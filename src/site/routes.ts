/** Where pages live. Every internal link is made here, so that base path and language prefix are right everywhere. */
import { defaultLanguage, type Language } from './languages.ts';

/** The path of a page without base and language: "", "paths/quick-start", "quick-start/02-your-first-trace". */
export type PagePath = string;

export const routes = {
  home: '',
  paths: (path: string): PagePath => `paths/${path}`,
  lesson: (path: string, slug: string): PagePath => `${path}/${slug}`,
  certification: 'certification',
  reference: 'reference',
  collectorReference: 'reference/collector',
} as const;

/** A page's address on this site, with a slash at the end: `href('zh-cn', 'reference', '/')` is "/zh-cn/reference/". */
export function href(language: Language, page: PagePath, base: string = import.meta.env.BASE_URL): string {
  const parts = [language === defaultLanguage ? '' : language, page].filter((part) => part !== '');
  return `${withSlash(base)}${parts.map((part) => `${part}/`).join('')}`;
}

/** The address of a file of public/. */
export function asset(file: string, base: string = import.meta.env.BASE_URL): string {
  return `${withSlash(base)}${file}`;
}

/** The `lang` route parameter of a language's pages: absent for the default language. */
export function languageParameter(language: Language): string | undefined {
  return language === defaultLanguage ? undefined : language;
}

function withSlash(base: string): string {
  return base.endsWith('/') ? base : `${base}/`;
}
