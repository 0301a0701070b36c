import { expect, it } from 'vitest';
import { loadTraceViewStrings, type TraceViewStrings } from './strings.ts';

const traceViewStrings = {
  en: await loadTraceViewStrings('en'),
  'zh-cn': await loadTraceViewStrings('zh-cn'),
};

/** Every text with samples filled in. */
function textsOf(strings: TraceViewStrings): [key: string, text: string][] {
  return Object.entries(strings).map(([key, value]) => {
    if (typeof value === 'string') return [key, value];
    const fill = value as (...samples: unknown[]) => string;
    return [key, fill('2', '12 ms')];
  });
}

it('has the same keys in both languages', () => {
  expect(Object.keys(traceViewStrings['zh-cn'])).toEqual(Object.keys(traceViewStrings.en));
});

it.each(['en', 'zh-cn'] as const)('leaves nothing empty in %s', (language) => {
  for (const [key, text] of textsOf(traceViewStrings[language]))
    expect(text.trim() || key === 'comma', key).toBeTruthy();
});

it('puts a space between Han and Latin', () => {
  for (const [key, text] of textsOf(traceViewStrings['zh-cn'])) {
    expect(text, key).not.toMatch(/\p{Script=Han}[A-Za-z0-9]|[A-Za-z0-9)]\p{Script=Han}/u);
  }
});

it('uses a singular in English', () => {
  expect(traceViewStrings.en.spans(1, '1')).toBe('1 span');
  expect(traceViewStrings.en.spans(2, '2')).toBe('2 spans');
});
