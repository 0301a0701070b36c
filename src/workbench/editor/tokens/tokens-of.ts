import { jsonTokens } from './json-tokens.ts';
import type { Token } from './token.ts';
import { typescriptTokens } from './typescript-tokens.ts';
import { yamlTokens } from './yaml-tokens.ts';

export type CodeLanguage = 'typescript' | 'json' | 'yaml';

const byEnding: ReadonlyMap<string, CodeLanguage> = new Map([
  ['ts', 'typescript'],
  ['mts', 'typescript'],
  ['js', 'typescript'],
  ['mjs', 'typescript'],
  ['json', 'json'],
  ['yaml', 'yaml'],
  ['yml', 'yaml'],
]);

/** By the file's ending; `undefined` is plain text. */
export function codeLanguageOf(path: string): CodeLanguage | undefined {
  return byEnding.get(path.slice(path.lastIndexOf('.') + 1));
}

/** The coloured pieces of a file, in order and apart. Any text is read; what is not code stays plain. */
export function tokensOf(path: string, text: string): readonly Token[] {
  switch (codeLanguageOf(path)) {
    case 'typescript':
      return typescriptTokens(text);
    case 'json':
      return jsonTokens(text);
    case 'yaml':
      return yamlTokens(text);
    default:
      return [];
  }
}
