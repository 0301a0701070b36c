/** The spellings of names that the collector's functions know, as github.com/iancoleman/strcase makes them. */
import { trimSpace } from './go-space.ts';

const isCapital = (char: string) => char >= 'A' && char <= 'Z';
const isSmall = (char: string) => char >= 'a' && char <= 'z';
const isDigit = (char: string) => char >= '0' && char <= '9';
const isSeparator = (char: string) => char === '_' || char === ' ' || char === '-' || char === '.';

/** "some_name" → "SomeName". Whatever is neither a letter of ASCII nor a digit is dropped. */
export function toCamelCase(name: string): string {
  let result = '';
  let capitalNext = true;
  let afterCapital = false;
  // By code units: those that aren't ASCII are dropped, as the bytes of UTF-8 are.
  for (const char of trimSpace(name).split('')) {
    const capital = isCapital(char);
    if (capital || isSmall(char)) {
      if (capitalNext) result += char.toUpperCase();
      else result += afterCapital && capital ? char.toLowerCase() : char;
      capitalNext = false;
    } else {
      if (isDigit(char)) result += char;
      capitalNext = isDigit(char) || isSeparator(char);
    }
    afterCapital = capital;
  }
  return result;
}

/** "someName" → "some_name". */
export function toSnakeCase(name: string): string {
  const text = trimSpace(name);
  let result = '';
  for (let index = 0; index < text.length; index += 1) {
    const char = text.charAt(index);
    const next = text.charAt(index + 1);
    const small = isCapital(char) ? char.toLowerCase() : char;
    if (next !== '' && kindChanges(char, next)) {
      // "JSONData": the word begins before its capital; "someName" and "name2": after the last of the word before.
      if (isCapital(char) && isSmall(next) && isCapital(text.charAt(index - 1))) result += '_';
      result += isCapital(char) && !isDigit(next) ? small : `${small}_`;
    } else {
      result += isSeparator(char) ? '_' : small;
    }
  }
  return result;
}

/** Whether one is of another kind than the next: capital, small letter, digit. */
function kindChanges(char: string, next: string): boolean {
  if (isCapital(char)) return isSmall(next) || isDigit(next);
  if (isSmall(char)) return isCapital(next) || isDigit(next);
  return isDigit(char) && (isCapital(next) || isSmall(next));
}
