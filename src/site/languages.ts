import type { Language } from '../grading/text.ts';

export type { Language, LocalizedText } from '../grading/text.ts';

/** Every language of the site; the first is the default one and has no prefix in its URLs. */
export const languages = ['en', 'zh-cn'] as const satisfies readonly Language[];
export const defaultLanguage: Language = languages[0];

/** What goes into `lang` and `hreflang` (BCP 47). */
export const languageTags: Readonly<Record<Language, string>> = { en: 'en', 'zh-cn': 'zh-CN' };

/** A language's own name, for the switch: short in the header, full elsewhere. */
export const languageNames: Readonly<Record<Language, { readonly short: string; readonly full: string }>> = {
  en: { short: 'English', full: 'English' },
  'zh-cn': { short: '中文', full: '简体中文' },
};

export function otherLanguage(language: Language): Language {
  return language === 'en' ? 'zh-cn' : 'en';
}
