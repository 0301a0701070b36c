import { describe, expect, it } from 'vitest';
import { type StringKey, say, sayCount, sayDuration, strings } from './strings.ts';

const keys = Object.keys(strings.en) as StringKey[];
const places = (text: string) => [...text.matchAll(/\{[^}]*\}/g)].map(String).sort();

describe('the texts of the workbench', () => {
  it('have the same keys in every language', () => {
    expect(Object.keys(strings['zh-cn']).sort()).toEqual([...keys].sort());
  });

  it.each(keys)('%s is not empty and takes the same values in both', (key) => {
    for (const text of [strings.en[key], strings['zh-cn'][key]]) expect(text.trim()).toBe(text);
    for (const text of [strings.en[key], strings['zh-cn'][key]]) expect(text).not.toBe('');
    expect(places(strings['zh-cn'][key])).toEqual(places(strings.en[key]));
  });

  it.each(keys)('%s has a space between Han and Latin in Chinese', (key) => {
    expect(strings['zh-cn'][key]).not.toMatch(/\p{Script=Han}[A-Za-z0-9]|[A-Za-z0-9]\p{Script=Han}/u);
  });

  it('take values and counts', () => {
    expect(say('en', 'verdict.some', { passed: 4, total: 6 })).toBe('4 of 6 checks pass');
    expect(say('zh-cn', 'verdict.some', { passed: 4, total: 6 })).toBe('6 项检查通过 4 项');
    expect(sayCount('en', 'spans', 1)).toBe('1 span');
    expect(sayCount('en', 'collector.bytes', 1184)).toBe('1,184 bytes');
    expect(sayCount('zh-cn', 'spans', 12)).toBe('12 个 Span');
  });

  it('show durations with their unit', () => {
    expect(sayDuration('en', 211.6)).toBe('212 ms');
    expect(sayDuration('en', 999.7)).toBe('1.00 s');
    expect(sayDuration('zh-cn', 1840)).toBe('1.84 秒');
  });
});
