import { type FloatVerb, formatFloat } from '../go-float.ts';
import { type Directive, padded } from './directive.ts';

/** A double for a verb; `undefined` for a verb doubles don't have. */
export function formatFloatVerb(directive: Directive, value: number, verb: string): string | undefined {
  switch (verb) {
    case 'v':
      return withFlags(directive, value, 'g', undefined);
    case 'b':
    case 'g':
    case 'G':
    case 'x':
    case 'X':
      return withFlags(directive, value, verb, undefined);
    case 'e':
    case 'E':
    case 'f':
      return withFlags(directive, value, verb, 6);
    case 'F':
      return withFlags(directive, value, 'f', 6);
    default:
      return undefined;
  }
}

function withFlags(
  directive: Directive,
  value: number,
  verb: FloatVerb,
  usualPrecision: number | undefined,
): string {
  const precision = directive.precision ?? usualPrecision;
  const text = formatFloat(value, verb, precision);
  let sign = /^[+-]/.test(text) ? text.charAt(0) : '+';
  let number = text.replace(/^[+-]/, '');
  if (directive.space && sign === '+' && !directive.plus) sign = ' ';
  if (number === 'Inf' || number === 'NaN') {
    const bare = number === 'NaN' && !directive.space && !directive.plus;
    return padded(directive, bare ? number : sign + number, false);
  }
  if (directive.sharp && verb !== 'b') number = withPoint(number, verb, precision);
  if (sign === '+' && !directive.plus) return padded(directive, number);
  const { width = 0, zero, minus } = directive;
  if (zero && !minus) return sign + number.padStart(width - 1, '0');
  return padded(directive, sign + number, false);
}

/** With "#" there is always a point, and `%g` keeps the zeros at the end. */
function withPoint(number: string, verb: FloatVerb, precision: number | undefined): string {
  const isHexadecimal = verb === 'x' || verb === 'X';
  const end = number.search(isHexadecimal ? /p/i : /e/i);
  const mantissa = end < 0 ? number : number.slice(0, end);
  const tail = end < 0 ? '' : number.slice(end);
  const wanted = verb === 'g' || verb === 'G' || verb === 'x' ? (precision ?? 6) : 0;
  const withDot = mantissa.includes('.') ? mantissa : `${mantissa}.`;
  // In 0.00120, those from the 1 on count; of a lone zero, the zero itself. The "x" of "0x" counts, as it does in Go.
  const counted = mantissa === '0' ? 1 : mantissa.replace('.', '').replace(/^0+/, '').length;
  return withDot + '0'.repeat(Math.max(wanted - counted, 0)) + tail;
}
