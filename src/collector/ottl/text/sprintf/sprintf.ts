/** Go's fmt.Sprintf, for the values of OTTL. */
import { GoInt, goTypeOf, type Value } from '../../value.ts';
import { type Directive, newDirective } from './directive.ts';
import { printArgument } from './print-value.ts';

/** Whatever is wrong with the format or the arguments is told in the text, as Go does: "%!d(string=x)". */
export function sprintf(format: string, args: readonly Value[]): string {
  return new Printer(format, args).run();
}

/** Widths and precisions beyond it are taken for mistakes. */
const LARGEST = 1_000_000;

const FLAGS: Readonly<Record<string, 'sharp' | 'zero' | 'plus' | 'minus' | 'space'>> = {
  '#': 'sharp',
  '0': 'zero',
  '+': 'plus',
  '-': 'minus',
  ' ': 'space',
};

class Printer {
  readonly #format: string;
  readonly #args: readonly Value[];
  #at = 0;
  #output = '';
  #argument = 0;
  /** Whether arguments were chosen by number ("%[2]d"): then it's no matter if some are left. */
  #reordered = false;
  #goodNumber = true;
  /** Whether a number of an argument has just been read. */
  #afterIndex = false;

  constructor(format: string, args: readonly Value[]) {
    this.#format = format;
    this.#args = args;
  }

  run(): string {
    const format = this.#format;
    while (this.#at < format.length) {
      const percent = format.indexOf('%', this.#at);
      const end = percent < 0 ? format.length : percent;
      this.#output += format.slice(this.#at, end);
      this.#at = end;
      if (percent >= 0) {
        this.#at += 1;
        this.#directive();
      }
    }
    return this.#output + this.#extra();
  }

  #directive(): void {
    const directive = newDirective();
    this.#goodNumber = true;
    this.#flags(directive);
    if (!this.#isSimpleVerb()) {
      this.#argumentNumber();
      this.#width(directive);
      this.#precision(directive);
      if (!this.#afterIndex) this.#argumentNumber();
    }
    const code = this.#format.codePointAt(this.#at);
    if (code === undefined) {
      this.#output += '%!(NOVERB)';
      return;
    }
    const verb = String.fromCodePoint(code);
    this.#at += verb.length;
    this.#output += this.#formatted(directive, verb);
  }

  #formatted(directive: Directive, verb: string): string {
    if (verb === '%') return '%';
    if (!this.#goodNumber) return `%!${verb}(BADINDEX)`;
    const argument = this.#args[this.#argument];
    if (argument === undefined) return `%!${verb}(MISSING)`;
    this.#argument += 1;
    if (verb === 'v' || verb === 'w') {
      directive.sharpV = directive.sharp;
      directive.plusV = directive.plus;
      directive.sharp = false;
      directive.plus = false;
    }
    return printArgument(directive, argument, verb);
  }

  #flags(directive: Directive): void {
    for (; this.#at < this.#format.length; this.#at += 1) {
      const flag = FLAGS[this.#format.charAt(this.#at)];
      if (flag === undefined) return;
      directive[flag] = true;
    }
  }

  /** A verb right behind the flags: nothing of an argument's number before it is remembered then, as in Go. */
  #isSimpleVerb(): boolean {
    const char = this.#format.charAt(this.#at);
    return char >= 'a' && char <= 'z' && this.#argument < this.#args.length;
  }

  #width(directive: Directive): void {
    if (this.#takes('*')) {
      const width = this.#numberFromArgument();
      if (width === undefined) this.#output += '%!(BADWIDTH)';
      else if (width < 0) {
        directive.minus = true;
        directive.zero = false;
      }
      directive.width = width === undefined ? undefined : Math.abs(width);
      this.#afterIndex = false;
      return;
    }
    directive.width = this.#number();
    // "%[3]2d"
    if (this.#afterIndex && directive.width !== undefined) this.#goodNumber = false;
  }

  #precision(directive: Directive): void {
    if (this.#at + 1 >= this.#format.length || !this.#takes('.')) return;
    // "%[3].2d"
    if (this.#afterIndex) this.#goodNumber = false;
    this.#argumentNumber();
    if (!this.#takes('*')) {
      directive.precision = this.#number() ?? 0;
      return;
    }
    const precision = this.#numberFromArgument();
    if (precision === undefined || precision < 0) this.#output += '%!(BADPREC)';
    else directive.precision = precision;
    this.#afterIndex = false;
  }

  #takes(char: string): boolean {
    if (this.#format.charAt(this.#at) !== char) return false;
    this.#at += 1;
    return true;
  }

  /** Digits; one number that is too large makes the whole rest of the format part of it, as in Go. */
  #number(): number | undefined {
    const digits = /^\d+/.exec(this.#format.slice(this.#at, this.#at + 20))?.[0] ?? '';
    let value = 0;
    for (const digit of digits) {
      if (value > LARGEST) {
        this.#at = this.#format.length;
        return undefined;
      }
      value = value * 10 + Number(digit);
    }
    this.#at += digits.length;
    return digits === '' ? undefined : value;
  }

  #numberFromArgument(): number | undefined {
    const given = this.#args[this.#argument];
    if (given === undefined) return undefined;
    this.#argument += 1;
    const value = given instanceof GoInt ? given.value : typeof given === 'bigint' ? given : undefined;
    return value === undefined || value > LARGEST || value < -LARGEST ? undefined : Number(value);
  }

  /** "[2]": the number of the argument that is meant. */
  #argumentNumber(): void {
    this.#afterIndex = false;
    if (this.#format.charAt(this.#at) !== '[') return;
    this.#reordered = true;
    const end = this.#format.indexOf(']', this.#at);
    if (end < 0 || this.#format.length - this.#at < 3) {
      this.#goodNumber = false;
      this.#at += 1;
      return;
    }
    const digits = this.#format.slice(this.#at + 1, end);
    const number = /^\d{1,8}$/.test(digits) ? Number(digits) : undefined;
    this.#at = end + 1;
    this.#afterIndex = number !== undefined;
    if (number !== undefined && number >= 1 && number <= this.#args.length) this.#argument = number - 1;
    else this.#goodNumber = false;
  }

  /** Arguments no verb has asked for. */
  #extra(): string {
    if (this.#reordered || this.#argument >= this.#args.length) return '';
    const left = this.#args
      .slice(this.#argument)
      .map((argument) =>
        argument === null ? '<nil>' : `${goTypeOf(argument)}=${printArgument(newDirective(), argument, 'v')}`,
      );
    return `%!(EXTRA ${left.join(', ')})`;
  }
}
