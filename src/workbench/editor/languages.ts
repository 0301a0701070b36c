import { typescriptLanguage } from '@codemirror/lang-javascript';
import { jsonLanguage } from '@codemirror/lang-json';
import { yamlLanguage } from '@codemirror/lang-yaml';
import type { Language } from '@codemirror/language';

/** By the file's ending; `undefined` is plain text. */
export function languageOf(path: string): Language | undefined {
  const ending = path.slice(path.lastIndexOf('.') + 1);
  const languages: Readonly<Record<string, Language>> = {
    ts: typescriptLanguage,
    js: typescriptLanguage,
    mjs: typescriptLanguage,
    json: jsonLanguage,
    yaml: yamlLanguage,
    yml: yamlLanguage,
  };
  return Object.hasOwn(languages, ending) ? languages[ending] : undefined;
}
