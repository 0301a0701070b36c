/** A double as Go's `%f` prints it: six decimals, never an exponent. */
export function fixedText(value: number): string {
  if (!Number.isFinite(value)) return nonFiniteText(value);
  if (Object.is(value, -0)) return '-0.000000';
  // From 1e21 on toFixed gives up and writes an exponent; such a double is a whole number.
  return Math.abs(value) < 1e21 ? value.toFixed(6) : `${BigInt(value)}.000000`;
}

/** A double as Go's `%v` prints it: the shortest text, with an exponent below 1e-4 and from 1,000,000 on. */
export function shortestText(value: number): string {
  if (!Number.isFinite(value)) return nonFiniteText(value);
  if (value === 0) return Object.is(value, -0) ? '-0' : '0';
  const [digits = '', exponent = '0'] = value.toExponential().split('e');
  const power = Number(exponent);
  if (power < -4 || power >= 6) {
    const sign = power < 0 ? '-' : '+';
    return `${digits}e${sign}${String(Math.abs(power)).padStart(2, '0')}`;
  }
  // JavaScript turns to exponents at 1e-7 only, so what is left is printed plainly.
  return String(value);
}

function nonFiniteText(value: number): string {
  return Number.isNaN(value) ? 'NaN' : value > 0 ? '+Inf' : '-Inf';
}
