import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { YamlTime } from './config-node.ts';
import { resolveScalar } from './resolve-scalar.ts';

const plain = (text: string, tag?: string) => resolveScalar(text, true, tag);
const CORE = 'tag:yaml.org,2002:';

describe('a plain value', () => {
  test.each([
    ['100_000', 100_000n],
    ['1__0_', 10n],
    ['0777', 511n],
    ['0o17', 15n],
    ['-0o17', -15n],
    ['0b1_01', 5n],
    ['-0X1f', -31n],
    ['+5', 5n],
    ['-0', 0n],
    ['9223372036854775807', 2n ** 63n - 1n],
    ['18446744073709551615', 2n ** 64n - 1n],
    ['-9223372036854775808', -(2n ** 63n)],
  ])('%s is a whole number', (text, value) => expect(plain(text)).toBe(value));

  test.each([
    ['08', 8],
    ['018', 18],
    ['5.', 5],
    ['.5_0', 0.5],
    ['-.5', -0.5],
    ['1_0.5', 10.5],
    ['1E+3', 1000],
    ['.inf', Infinity],
    ['-.INF', -Infinity],
    ['.NaN', Number.NaN],
    ['18446744073709551616', 2 ** 64],
    ['-9223372036854775809', -(2 ** 63)],
  ])('%s is a float', (text, value) => expect(plain(text)).toBe(value));

  test.each([
    '_1',
    '._5',
    '.5_',
    '0xZZ',
    '0b2',
    '0x',
    '-',
    '+',
    '1 2',
    '1e400',
    '.1e400',
    'yes',
    'on',
    'y',
    'tRUE',
    'nULL',
    'inf',
    '12:30:45',
    '2001-13-01',
    '2001-02-30',
    '2001-01-01 25:00:00',
    '-.nan',
    '=',
  ])('%s is text', (text) => expect(plain(text)).toBe(text));

  test.each([
    '2001-01-01',
    '2001-1-1',
    '2001-01-01T10:00:00Z',
    '2001-1-1t1:2:3.5+01:00',
    '2001-01-01 10:00:00',
  ])('%s is a time', (text) => expect(plain(text)).toEqual(new YamlTime(text)));

  test('has one of three spellings where it is a constant', () => {
    expect(['true', 'True', 'TRUE'].map((text) => plain(text))).toEqual([true, true, true]);
    expect(['false', 'False', 'FALSE'].map((text) => plain(text))).toEqual([false, false, false]);
    expect(['', '~', 'null', 'Null', 'NULL'].map((text) => plain(text))).toEqual(Array(5).fill(null));
  });

  test('is a whole number exactly where it fits 64 bits, in any base', () => {
    const limits = { min: -(2n ** 66n), max: 2n ** 66n };
    fc.assert(
      fc.property(fc.bigInt(limits), fc.constantFrom(2, 8, 10, 16), (value, base) => {
        const prefix = { 2: '0b', 8: '0o', 10: '', 16: '0x' }[base] ?? '';
        const digits = (value < 0 ? -value : value).toString(base);
        const resolved = plain(`${value < 0 ? '-' : ''}${prefix}${digits}`);
        const fits = value >= -(2n ** 63n) && value < 2n ** 64n;
        expect(typeof resolved === 'bigint').toBe(fits);
        if (fits) expect(resolved).toBe(value);
      }),
    );
  });
});

describe('a tag', () => {
  test('says what a text is, and a quoted text is none of the others', () => {
    expect(plain('0777', `${CORE}str`)).toBe('0777');
    expect(plain('1', `${CORE}float`)).toBe(1);
    expect(resolveScalar('123', false, `${CORE}int`)).toBe(123n);
    expect(resolveScalar('123', false, undefined)).toBe('123');
    expect(resolveScalar('2001-01-01', false, `${CORE}timestamp`)).toEqual(new YamlTime('2001-01-01'));
  });

  test('that is unknown makes text of anything, and "!" is none', () => {
    expect(plain('5', '!mine')).toBe('5');
    expect(plain('5', '!')).toBe(5n);
  });

  test.each([
    ['abc', 'int', 'yaml: cannot decode !!str `abc` as a !!int'],
    ['1.5', 'int', 'yaml: cannot decode !!float `1.5` as a !!int'],
    ['yes', 'bool', 'yaml: cannot decode !!str `yes` as a !!bool'],
    ['', 'int', 'yaml: cannot decode !!null `` as a !!int'],
    ['x', 'timestamp', 'yaml: cannot decode !!str `x` as a !!timestamp'],
  ])('%j can’t be !!%s', (text, type, message) => {
    expect(() => plain(text, `${CORE}${type}`)).toThrow(message);
  });
});
