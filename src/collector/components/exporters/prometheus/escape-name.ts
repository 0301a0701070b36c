/** How names that older servers don't know are written for them (prometheus/common/model, EscapeName). */
export type Escaping = 'allow-utf-8' | 'underscores' | 'dots' | 'values';

export const ESCAPINGS: readonly string[] = ['allow-utf-8', 'underscores', 'dots', 'values'];

/** Names that need no quotes. */
export function isLegacyName(name: string): boolean {
  return /^[A-Za-z_:][A-Za-z0-9_:]*$/.test(name);
}

export function escapeName(name: string, escaping: Escaping): string {
  if (escaping === 'allow-utf-8' || isLegacyName(name)) return name;
  const characters = [...name];
  switch (escaping) {
    case 'underscores':
      return characters.map((char, index) => (fits(char, index) ? char : '_')).join('');
    case 'dots':
      return characters
        .map((char, index) => (char === '.' ? '_dot_' : char !== '_' && fits(char, index) ? char : '__'))
        .join('');
    case 'values':
      return `U__${characters.map((char, index) => encoded(char, index)).join('')}`;
  }
}

function encoded(char: string, index: number): string {
  if (char === '_') return '__';
  if (fits(char, index)) return char;
  const code = char.codePointAt(0) ?? 0;
  return code >= 0xd800 && code <= 0xdfff ? '_FFFD_' : `_${code.toString(16)}_`;
}

function fits(char: string, index: number): boolean {
  return index === 0 ? /[A-Za-z_:]/.test(char) : /[A-Za-z0-9_:]/.test(char);
}
