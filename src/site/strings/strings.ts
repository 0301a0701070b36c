import type { Language } from '../languages.ts';
import { en, type Strings } from './en.ts';
import { zhCn } from './zh-cn.ts';

const byLanguage: Readonly<Record<Language, Strings>> = { en, 'zh-cn': zhCn };

export function strings(language: Language): Strings {
  return byLanguage[language];
}

/** Puts values into the `{name}` places of a text. */
export function fill(text: string, values: Readonly<Record<string, string | number>>): string {
  return text.replace(/\{(\w+)\}/g, (place, name: string) => String(values[name] ?? place));
}
