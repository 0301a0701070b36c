import { OttlError } from '../ottl-error.ts';
import { goQuote } from '../syntax/go-quote.ts';

/** Throws OttlError where the delimiters of keys and values, and of pairs, can't be told apart. */
export function checkDelimiters(delimiter: string, pairDelimiter: string): void {
  if (delimiter === '') throw new OttlError('delimiter cannot be set to an empty string');
  if (pairDelimiter === '') throw new OttlError('pair delimiter cannot be set to an empty string');
  if (delimiter === pairDelimiter) {
    throw new OttlError(
      `pair delimiter ${goQuote(pairDelimiter)} cannot be equal to delimiter ${goQuote(delimiter)}`,
    );
  }
}
