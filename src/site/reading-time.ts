import type { Language } from './languages.ts';

const WORDS_PER_MINUTE = 200;
const HAN_PER_MINUTE = 400;

/**
 * Minutes it takes to read a lesson's MDX, at least 1: words / 200, and in Chinese characters / 400 plus the Latin
 * words among them. Code blocks, tags and link targets are not read; a component's text in attributes is not counted.
 */
export function readingMinutes(mdx: string, language: Language): number {
  const text = prose(mdx);
  const han = text.match(/\p{Script=Han}/gu)?.length ?? 0;
  const words = text.replace(/\p{Script=Han}/gu, ' ').match(/[\p{L}\p{N}][\p{L}\p{N}'’._/-]*/gu)?.length ?? 0;
  const minutes =
    language === 'zh-cn' ? han / HAN_PER_MINUTE + words / WORDS_PER_MINUTE : words / WORDS_PER_MINUTE;
  return Math.max(1, Math.round(minutes));
}

function prose(mdx: string): string {
  return mdx
    .replace(/^---\n[\s\S]*?\n---\n/, '')
    .replace(/^(```+|~~~+)[^\n]*\n[\s\S]*?^\1[^\n]*$/gm, ' ')
    .replace(/\{\/\*[\s\S]*?\*\/\}/g, ' ')
    .replace(/<\/?[A-Za-z](?:[^<>{}]|\{(?:[^{}]|\{(?:[^{}]|\{[^{}]*\})*\})*\})*>/g, ' ')
    .replace(/\]\([^)]*\)/g, '] ')
    .replace(/`/g, ' ');
}
