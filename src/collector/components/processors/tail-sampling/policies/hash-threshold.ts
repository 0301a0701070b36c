const MAX = (1n << 64n) - 1n;
/** The bits a product is rounded to. */
const PRECISION = 64;

/**
 * The part of the largest number of 64 bits that a ratio is, rounded as the collector does (a product of 64 significant
 * bits, then cut to a whole number): a trace is kept where its hash is not above.
 */
export function hashThreshold(ratio: number): bigint {
  if (ratio <= 0) return 0n;
  if (ratio === Infinity) return MAX;
  const { mantissa, exponent } = split(ratio);
  const product = MAX * mantissa;
  const surplus = product.toString(2).length - PRECISION;
  const rounded = surplus > 0 ? roundedShift(product, BigInt(surplus)) : product;
  const shift = exponent + Math.max(0, surplus);
  const whole = shift >= 0 ? rounded << BigInt(shift) : rounded >> BigInt(-shift);
  return whole > MAX ? MAX : whole;
}

/** To the nearest, to the even one where two are. */
function roundedShift(value: bigint, bits: bigint): bigint {
  const quotient = value >> bits;
  const rest = value - (quotient << bits);
  const half = 1n << (bits - 1n);
  return rest > half || (rest === half && (quotient & 1n) === 1n) ? quotient + 1n : quotient;
}

/** A positive number as `mantissa * 2 ** exponent`, exactly. */
function split(value: number): { mantissa: bigint; exponent: number } {
  const view = new DataView(new ArrayBuffer(8));
  view.setFloat64(0, value);
  const bits = view.getBigUint64(0);
  const biased = Number(bits >> 52n);
  const fraction = bits & ((1n << 52n) - 1n);
  return biased === 0
    ? { mantissa: fraction, exponent: -1074 }
    : { mantissa: fraction | (1n << 52n), exponent: biased - 1075 };
}
