import { describe, expect, it } from 'vitest';
import { valueText, valueType } from './value-text.ts';

const text = (value: Parameters<typeof valueText>[0], limit = 1000) => valueText(value, limit).text;

describe('the text of a value', () => {
  it('is the value itself, nested ones as JSON', () => {
    expect(text('<b>markup</b>')).toBe('<b>markup</b>');
    expect(text(9_007_199_254_740_993n)).toBe('9007199254740993');
    expect(text(0.5)).toBe('0.5');
    expect(text(true)).toBe('true');
    expect(text(new Uint8Array([1, 2, 255]))).toBe('AQL/');
    expect(text(['a', 1n, null])).toBe('["a", 1, null]');
    expect(text(new Map([['k', ['v']]]))).toBe('{"k": ["v"]}');
  });

  it('stops at the limit and says so', () => {
    expect(valueText('abcdef', 3)).toEqual({ text: 'abc', complete: false });
    expect(valueText('abc', 3)).toEqual({ text: 'abc', complete: true });
    const long = Array.from({ length: 1_000_000 }, () => 'x'.repeat(50));
    expect(valueText(long, 10)).toEqual({ text: '["xxxxxxxx', complete: false });
    expect(valueText(new Uint8Array(5_000_000), 20)).toEqual({ text: 'A'.repeat(20), complete: false });
    expect(valueText(['x'.repeat(5_000_000)], 20).text).toHaveLength(20);
  });
});

it('names the types of OpenTelemetry', () => {
  expect(valueType('a')).toBe('string');
  expect(valueType(1n)).toBe('int');
  expect(valueType(1)).toBe('double');
  expect(valueType(false)).toBe('bool');
  expect(valueType(new Uint8Array())).toBe('bytes');
  expect(valueType(['a', 'b'])).toBe('string[]');
  expect(valueType(['a', 1n])).toBe('array');
  expect(valueType([])).toBe('array');
  expect(valueType(new Map())).toBe('map');
  expect(valueType(null)).toBe('empty');
});
