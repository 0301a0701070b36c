/** A coloured piece of code; the rest is plain. The classes are the site's, over the `--syn-*` tokens. */
export interface Token {
  readonly from: number;
  readonly to: number;
  readonly kind: 'keyword' | 'string' | 'function' | 'constant' | 'property' | 'comment';
}

export const tokenClass: Readonly<Record<Token['kind'], string>> = {
  keyword: 'k',
  string: 's',
  function: 'f',
  constant: 'n',
  property: 'p',
  comment: 'c',
};
