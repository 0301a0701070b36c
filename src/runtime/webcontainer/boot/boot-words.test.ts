import { expect, it } from 'vitest';
import { BOOT_FAILURE_WORDS } from './boot-words.ts';

it.each(Object.entries(BOOT_FAILURE_WORDS))('%s is said in both languages', (_code, words) => {
  expect(words.en).toMatch(/\.$/);
  expect(words['zh-cn']).toMatch(/[\u4e00-\u9fff].*。$/);
});
