/** What stands between "%" and the verb of a format, and the padding it asks for. */
export interface Directive {
  minus: boolean;
  plus: boolean;
  sharp: boolean;
  space: boolean;
  zero: boolean;
  /** `%+v` and `%#v`, for which plus and sharp are taken away. */
  plusV: boolean;
  sharpV: boolean;
  width: number | undefined;
  precision: number | undefined;
}

export function newDirective(): Directive {
  return {
    minus: false,
    plus: false,
    sharp: false,
    space: false,
    zero: false,
    plusV: false,
    sharpV: false,
    width: undefined,
    precision: undefined,
  };
}

/** The text with as many spaces, or zeros, as it lacks to the width, which counts characters. */
export function padded(directive: Directive, text: string, zero = directive.zero): string {
  if (!directive.width) return text;
  const missing = directive.width - runeCount(text);
  if (missing <= 0) return text;
  if (directive.minus) return text + ' '.repeat(missing);
  return (zero ? '0' : ' ').repeat(missing) + text;
}

export function runeCount(text: string): number {
  let count = 0;
  for (const _ of text) count += 1;
  return count;
}

/** As many characters as the precision allows. */
export function truncated(directive: Directive, text: string): string {
  const { precision } = directive;
  return precision === undefined || text.length <= precision ? text : [...text].slice(0, precision).join('');
}
