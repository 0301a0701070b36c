import { goQuoteRune, isPrintable } from '../../syntax/go-quote.ts';
import { type Directive, padded } from './directive.ts';

const MAX_RUNE = 0x10_ff_ffn;

/** An integer for a verb; `undefined` for a verb integers don't have. Unsigned ones have no negative values. */
export function formatInteger(
  directive: Directive,
  value: bigint,
  verb: string,
  signed: boolean,
): string | undefined {
  switch (verb) {
    case 'v':
      return directive.sharpV && !signed
        ? inBase({ ...directive, sharp: true }, value, 16)
        : inBase(directive, value, 10);
    case 'd':
      return inBase(directive, value, 10);
    case 'b':
      return inBase(directive, value, 2);
    case 'o':
    case 'O':
      return inBase(directive, value, 8, verb);
    case 'x':
    case 'X':
      return inBase(directive, value, 16, verb);
    case 'c':
      return padded(directive, runeOf(value));
    case 'q':
      return padded(directive, goQuoteRune(runeOf(value), directive.plus));
    case 'U':
      return unicode(directive, BigInt.asUintN(64, value));
    default:
      return undefined;
  }
}

function inBase(directive: Directive, value: bigint, base: 2 | 8 | 10 | 16, verb = ''): string {
  const { precision, width, plus, space } = directive;
  const negative = value < 0n;
  if (precision === 0 && value === 0n) return padded(directive, '', false);
  let digits = (negative ? -value : value).toString(base);
  const sign = negative ? '-' : plus ? '+' : space ? ' ' : '';
  if (precision !== undefined) digits = digits.padStart(precision, '0');
  else if (directive.zero && !directive.minus && width !== undefined) {
    digits = digits.padStart(width - sign.length, '0');
  }
  const text = sign + prefix(directive, digits, base, verb) + digits;
  return padded(directive, verb === 'X' ? text.toUpperCase() : text, false);
}

function prefix({ sharp }: Directive, digits: string, base: number, verb: string): string {
  const mark = verb === 'O' ? '0o' : '';
  if (!sharp || base === 10) return mark;
  if (base === 8) return digits.startsWith('0') ? mark : `${mark}0`;
  return base === 2 ? '0b' : '0x';
}

/** U+FFFD for what is no character. */
function runeOf(value: bigint): string {
  if (value < 0n || value > MAX_RUNE || (value >= 0xd8_00n && value <= 0xdf_ffn)) return '\u{FFFD}';
  return String.fromCodePoint(Number(value));
}

/** `%U`: "U+0041", and with "#" the character itself behind it. */
function unicode(directive: Directive, value: bigint): string {
  const digits = value
    .toString(16)
    .toUpperCase()
    .padStart(Math.max(directive.precision ?? 0, 4), '0');
  const shown = directive.sharp && value <= MAX_RUNE && isPrintable(String.fromCodePoint(Number(value)));
  const text = `U+${digits}${shown ? ` '${String.fromCodePoint(Number(value))}'` : ''}`;
  return padded(directive, text, false);
}
