/** Doubles as text, as Go's strconv.FormatFloat writes them. */

export type FloatVerb = 'e' | 'E' | 'f' | 'g' | 'G' | 'x' | 'X' | 'b';

/** The digits d₁d₂… of 0.d₁d₂… · 10^point, without zeros at the end. */
interface Decimal {
  readonly digits: string;
  readonly point: number;
}

/** `precision` is undefined for as many digits as tell the number from all others. */
export function formatFloat(value: number, verb: FloatVerb, precision?: number): string {
  if (Number.isNaN(value)) return 'NaN';
  if (!Number.isFinite(value)) return value > 0 ? '+Inf' : '-Inf';
  const sign = value < 0 || Object.is(value, -0) ? '-' : '';
  const size = Math.abs(value);
  switch (verb) {
    case 'b':
      return sign + binary(size);
    case 'x':
      return sign + hexadecimal(size, precision);
    case 'X':
      return sign + hexadecimal(size, precision).toUpperCase();
    case 'f':
      return sign + (precision === undefined ? plain(shortest(size)) : fixed(exact(size), precision));
    case 'e':
    case 'E':
      return sign + withExponent(decimalOf(size, precision, 1), verb, precision);
    case 'g':
    case 'G':
      return sign + general(size, verb, precision === 0 ? 1 : precision);
  }
}

function general(size: number, verb: 'g' | 'G', precision: number | undefined): string {
  const decimal = decimalOf(size, precision, 0);
  const { digits, point } = decimal;
  const exponent = point - 1;
  const count = digits.length;
  const threshold = precision === undefined ? 6 : precision > count && count >= point ? count : precision;
  if (exponent < -4 || exponent >= threshold) {
    return withExponent(decimal, verb === 'g' ? 'e' : 'E', Math.max(count - 1, 0));
  }
  return plain(decimal);
}

/** Rounded to `precision + more` digits. */
function decimalOf(size: number, precision: number | undefined, more: number): Decimal {
  return precision === undefined ? shortest(size) : rounded(exact(size), precision + more);
}

function shortest(size: number): Decimal {
  if (size === 0) return { digits: '', point: 0 };
  const [mantissa = '', exponent] = size.toExponential().split('e');
  return { digits: mantissa.replace('.', ''), point: Number(exponent) + 1 };
}

/** All digits a double has, which may be some 770. */
function exact(size: number): Decimal {
  if (size === 0) return { digits: '', point: 0 };
  const { mantissa, exponent } = parts(size);
  // m · 2^-k = m · 5^k / 10^k
  const scaled = exponent >= 0 ? mantissa << BigInt(exponent) : mantissa * 5n ** BigInt(-exponent);
  const digits = scaled.toString();
  return { digits: withoutZeros(digits), point: digits.length + Math.min(exponent, 0) };
}

/** The double as a whole number times a power of two. */
function parts(size: number): { mantissa: bigint; exponent: number } {
  const bits = new DataView(new ArrayBuffer(8));
  bits.setFloat64(0, size);
  const word = bits.getBigUint64(0);
  const biased = Number(word >> 52n);
  const fraction = word & ((1n << 52n) - 1n);
  return biased === 0
    ? { mantissa: fraction, exponent: -1074 }
    : { mantissa: fraction | (1n << 52n), exponent: biased - 1075 };
}

function withoutZeros(digits: string): string {
  let end = digits.length;
  while (end > 0 && digits.charAt(end - 1) === '0') end -= 1;
  return digits.slice(0, end);
}

/** Rounded to a number of digits, halves to the even one. */
function rounded({ digits, point }: Decimal, count: number): Decimal {
  if (count >= digits.length) return { digits, point };
  if (count < 0) return { digits: '', point: 0 };
  const kept = digits.slice(0, count);
  const next = digits.charAt(count);
  const half = next === '5' && count + 1 === digits.length;
  const up = half ? Number(kept.at(-1) ?? '0') % 2 === 1 : next >= '5';
  if (!up) return { digits: withoutZeros(kept), point: withoutZeros(kept) === '' ? 0 : point };
  const raised = (BigInt(kept === '' ? '0' : kept) + 1n).toString();
  const longer = raised.length > count;
  return { digits: withoutZeros(raised), point: longer ? point + 1 : point };
}

function fixed(decimal: Decimal, precision: number): string {
  const { digits, point } = rounded(decimal, decimal.point + precision);
  const whole = point > 0 ? digits.slice(0, point).padEnd(point, '0') : '0';
  if (precision === 0) return whole;
  const fraction = point > 0 ? digits.slice(point) : '0'.repeat(Math.min(-point, precision)) + digits;
  return `${whole}.${fraction.padEnd(precision, '0')}`;
}

/** With all its digits and no exponent. */
function plain(decimal: Decimal): string {
  return fixed(decimal, Math.max(decimal.digits.length - decimal.point, 0));
}

function withExponent({ digits, point }: Decimal, letter: string, precision: number | undefined): string {
  const fraction = digits.slice(1).padEnd(precision ?? 0, '0');
  const exponent = digits === '' ? 0 : point - 1;
  const mantissa = `${digits.charAt(0) || '0'}${fraction === '' ? '' : `.${fraction}`}`;
  return `${mantissa}${letter}${exponentText(exponent)}`;
}

/** With a sign, and two digits at least. */
function exponentText(exponent: number): string {
  return `${exponent < 0 ? '-' : '+'}${String(Math.abs(exponent)).padStart(2, '0')}`;
}

/** `%b`: 4503599627370496p-52 */
function binary(size: number): string {
  const { mantissa, exponent } = parts(size);
  return `${mantissa}p${exponent < 0 ? '' : '+'}${exponent}`;
}

/** `%x`: 0x1.8p+01. `precision` counts hexadecimal digits. */
function hexadecimal(size: number, precision: number | undefined): string {
  if (size === 0) return `0x0${precision ? `.${'0'.repeat(precision)}` : ''}p+00`;
  const { mantissa, exponent } = parts(size);
  const length = mantissa.toString(2).length;
  let power = exponent + length - 1;
  // 60 bits behind the point.
  let bits = mantissa << BigInt(61 - length);
  if (precision !== undefined && precision < 15) {
    const dropped = BigInt(60 - precision * 4);
    const rest = bits & ((1n << dropped) - 1n);
    bits >>= dropped;
    if (rest * 2n + (bits & 1n) > 1n << dropped) bits += 1n;
    bits <<= dropped;
    if (bits >> 61n === 1n) {
      bits >>= 1n;
      power += 1;
    }
  }
  const fraction = (bits & ((1n << 60n) - 1n)).toString(16).padStart(15, '0');
  const shown =
    precision === undefined ? withoutZeros(fraction) : fraction.slice(0, precision).padEnd(precision, '0');
  return `0x1${shown === '' ? '' : `.${shown}`}p${exponentText(power)}`;
}
