/** Range of each integer type. */
const RANGES = {
  int32: [-(2n ** 31n), 2n ** 31n - 1n],
  uint32: [0n, 2n ** 32n - 1n],
  int64: [-(2n ** 63n), 2n ** 63n - 1n],
  uint64: [0n, 2n ** 64n - 1n],
} as const;

export type IntegerRange = keyof typeof RANGES;

/** The integer that decimal digits with an optional minus write; `undefined` if it is out of range. */
export function parseInteger(digits: string, range: IntegerRange): bigint | undefined {
  // Past 20 digits only leading zeros can keep the value in range; BigInt would take long over millions of digits.
  const short = digits.length <= 20 ? digits : digits.replace(/^(-?)0+(?=[0-9])/, '$1');
  if (short.length > 20) return undefined;
  const value = BigInt(short);
  const [min, max] = RANGES[range];
  return value < min || value > max ? undefined : value;
}

const NON_FINITE = new Map([
  ['nan', Number.NaN],
  ['infinity', Number.POSITIVE_INFINITY],
  ['+infinity', Number.POSITIVE_INFINITY],
  ['-infinity', Number.NEGATIVE_INFINITY],
  ['inf', Number.POSITIVE_INFINITY],
  ['+inf', Number.POSITIVE_INFINITY],
  ['-inf', Number.NEGATIVE_INFINITY],
]);

/**
 * A double written as a string: decimal, or `NaN`, `Infinity`, `-Infinity` of the proto3 JSON mapping, or `+Inf` as the
 * Collector writes it; `undefined` if it is none of these.
 */
export function parseDoubleText(text: string): number | undefined {
  if (/^[+-]?([0-9]+(\.[0-9]*)?|\.[0-9]+)([eE][+-]?[0-9]+)?$/.test(text)) {
    const value = Number(text);
    return Number.isFinite(value) ? value : undefined;
  }
  return text.length <= 9 ? NON_FINITE.get(text.toLowerCase()) : undefined;
}
