import type { Language } from '../languages.ts';
import { en, type Strings } from './en.ts';
import { zhCn } from './zh-cn.ts';

const byLanguage: Readonly<Record<Language, Strings>> = { en, 'zh-cn': zhCn };

export function strings(language: Language): Strings {
  return byLanguage[language];
}
