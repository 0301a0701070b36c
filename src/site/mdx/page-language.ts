import { type Language, languages } from '../languages.ts';

/** The language of the page an MDX component is on, from its URL: content does not know where it is shown. */
export function pageLanguage(locale: string | undefined): Language {
  return languages.find((language) => language === locale) ?? languages[0];
}
