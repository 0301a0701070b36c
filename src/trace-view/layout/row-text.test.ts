import { expect, it } from 'vitest';
import { checkoutTrace, sketchSpan } from '../span-fixture.ts';
import { strings as en } from '../strings-en.ts';
import { strings as zhCn } from '../strings-zh-cn.ts';
import { buildTrace } from './build-trace.ts';
import { rowText } from './row-text.ts';

const model = buildTrace(checkoutTrace());
const failed = model.rowOfSpan.get('c3f1209be7754db7') ?? -1;

it('says name, service, duration and error, in the language of the reader', () => {
  expect(rowText(model, 0, en)).toBe('POST /checkout, gateway, 1.28 s');
  expect(rowText(model, failed, en)).toBe('POST, orders, 504.0 ms, error');
  expect(rowText(model, failed, zhCn)).toBe('POST，orders，504.0 ms，错误');
});

it('says what is missing', () => {
  expect(rowText(model, 24, en)).toBe('missing span a41f836c…');
  const open = buildTrace([sketchSpan({ id: 'a0', name: '', service: '' })]);
  expect(rowText(open, 0, en)).toBe('no name, no service.name, not ended');
});
