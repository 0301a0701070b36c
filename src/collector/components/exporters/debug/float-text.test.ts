import { expect, test } from 'vitest';
import { fixedText, shortestText } from './float-text.ts';

test.each([
  [0, '0.000000', '0'],
  [-0, '-0.000000', '-0'],
  [1, '1.000000', '1'],
  [0.1, '0.100000', '0.1'],
  [-2.5, '-2.500000', '-2.5'],
  [0.0001, '0.000100', '0.0001'],
  [0.00001, '0.000010', '1e-05'],
  [1.25e-9, '0.000000', '1.25e-09'],
  [123456789.123, '123456789.123000', '1.23456789123e+08'],
  [100000, '100000.000000', '100000'],
  [21e6, '21000000.000000', '2.1e+07'],
  [1e20, '100000000000000000000.000000', '1e+20'],
  [1e21, '1000000000000000000000.000000', '1e+21'],
  [1.5e300, `${BigInt(1.5e300)}.000000`, '1.5e+300'],
  [Number.NaN, 'NaN', 'NaN'],
  [Number.POSITIVE_INFINITY, '+Inf', '+Inf'],
  [Number.NEGATIVE_INFINITY, '-Inf', '-Inf'],
])('%d is printed as Go prints it', (value, fixed, shortest) => {
  expect(fixedText(value)).toBe(fixed);
  expect(shortestText(value)).toBe(shortest);
});
