/** What a part of a glob matches. Nothing separates: `*` and `**` are the same. */
export type GlobNode =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'any' }
  | { readonly kind: 'single' }
  | { readonly kind: 'list'; readonly characters: string; readonly not: boolean }
  | { readonly kind: 'range'; readonly low: string; readonly high: string; readonly not: boolean }
  | { readonly kind: 'anyOf'; readonly patterns: GlobPattern[] };

export type GlobPattern = GlobNode[];
