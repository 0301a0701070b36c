import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { OttlError } from '../ottl-error.ts';
import { goParseFloat } from './go-parse-float.ts';

// What strconv.ParseFloat of Go 1.26 gives.
const VALUES: readonly [string, number][] = [
  ['1_000', 1000],
  ['1_000.5', 1000.5],
  ['0x1_0p0', 16],
  ['0x_1p0', 1],
  ['0x1_0p1_0', 16384],
  ['0_1', 1],
  ['0x1.8_0p1', 3],
  ['-0x1_0p1', -32],
  ['nan', Number.NaN],
  ['NaN', Number.NaN],
  ['infinity', Number.POSITIVE_INFINITY],
  ['+Inf', Number.POSITIVE_INFINITY],
  ['1e-400', 0],
  ['0x.8p0', 0.5],
  ['0x8.p0', 8],
  ['0x1p-1075', 0],
  ['0x1p-1074', 5e-324],
  ['0x1.fffffffffffffffp0', 2],
  ['0x123456789abcdef01p0', 2.0988295479420645e19],
  ['0x0p99999999999', 0],
  ['0X1P0', 1],
  ['1E5', 100000],
  ['.5', 0.5],
  ['5.', 5],
  ['0x1.00000000000008p0', 1],
  ['0x1.000000000000080001p0', 1.0000000000000002],
  ['0x1.8p-1074', 1e-323],
  ['0x3p-1075', 1e-323],
  ['0x1.fffffffffffffp1023', 1.7976931348623157e308],
  ['1_0e1_0', 1e11],
  ['1_0e10', 1e11],
  ['0e99999999999999999999', 0],
  ['0x1_e_5p0', 485],
  ['-0', -0],
  ['0x1234567890abcdef1234567890abcdef1234567890abcdefp-300', 2.1912802919984603e-34],
];
const MALFORMED = [
  '0x1_0p1_',
  '_1',
  '1_',
  '1__0',
  '0x1__0p1',
  '0x_p1',
  '0x1._8p1',
  '0x1_.8p1',
  '0x10',
  '0x1p',
  '+nan',
  '-nan',
  '0x.p0',
  '.',
  '',
  '1e',
  '1e+',
  '0_x1p0',
  '0b1',
  '0o7',
  '0x1e5',
  '0x1.8_p0',
  '0x1p_1',
  '1 ',
  ' 1',
  '١',
  'i',
  'infi',
  'infinit',
];
const TOO_LARGE = [
  '1e400',
  '0x1p1024',
  '0x1p99999999999',
  '0x1.fffffffffffff8p1023',
  '1e99999999999999999999',
];

describe('goParseFloat', () => {
  it.each(VALUES)('reads %j', (text, value) => {
    expect(goParseFloat(text)).toBe(value);
  });

  it.each(MALFORMED)('refuses %j', (text) => {
    expect(() => goParseFloat(text)).toThrow(`strconv.ParseFloat: parsing "${text}": invalid syntax`);
  });

  it.each(TOO_LARGE)('finds %j too large', (text) => {
    expect(() => goParseFloat(text)).toThrow(`strconv.ParseFloat: parsing "${text}": value out of range`);
  });

  it('reads what a double is written as', () => {
    const double = fc.double({ noNaN: true, noDefaultInfinity: true });
    fc.assert(fc.property(double, (value) => Object.is(goParseFloat(goText(value)), value)));
  });

  it('rounds hexadecimal once, down to the smallest doubles', () => {
    const exponent = fc.integer({ min: -1100, max: 970 });
    fc.assert(
      fc.property(fc.bigInt({ min: 1n, max: 2n ** 52n }), exponent, (mantissa, power) => {
        const value = goParseFloat(`0x${mantissa.toString(16)}p${power}`);
        // The first product is exact, so that only the second one rounds.
        expect(value).toBe(Number(mantissa) * 2 ** Math.max(power, -1074) * 2 ** Math.min(power + 1074, 0));
      }),
    );
  });

  it('gives a number or an OttlError for any text', () => {
    const piece = fc.constantFrom(...'0123456789abcdefxp_.+-e'.split(''), 'inf', 'nan', '0x', 'é');
    const text = fc.array(piece, { maxLength: 12 }).map((pieces) => pieces.join(''));
    fc.assert(
      fc.property(text, (each) => {
        try {
          expect(goParseFloat(each)).toBeTypeOf('number');
        } catch (error) {
          expect(error).toBeInstanceOf(OttlError);
        }
      }),
    );
  });
});

/** -0 is "0" to JavaScript. */
function goText(value: number): string {
  return Object.is(value, -0) ? '-0' : String(value);
}
