import { isGibberish } from './is-gibberish.ts';

const MAX_SEGMENTS = 10;

/** A segment that may be a word: of letters and a few signs; its second character may be any of ASCII ("v1"). */
const WORD = /^[a-zA-Z\-_. ](?:[\0-\x7f][a-zA-Z\-_. ]*)?$/;

/**
 * Replaces the segments of a path that look like ids by `*`, so that paths of one route become the same: digits, other
 * signs, and words whose letters don't follow each other as in a language. Query and fragment go, and so does what
 * follows the tenth "/".
 */
export function sanitizeUrl(url: string): string {
  const end = url.search(/[?&#]/);
  const segments = (end < 0 ? url : url.slice(0, end)).split('/');
  if (segments.length > MAX_SEGMENTS) return cut(segments.slice(0, MAX_SEGMENTS));
  // The collector doesn't look at the letters of what a query follows.
  const last = segments.pop() ?? '';
  const sanitizedLast = end < 0 ? sanitized(last) : last === '' || WORD.test(last) ? last : '*';
  return [...segments.map(sanitized), sanitizedLast].join('/');
}

/** The collector handles the last of the segments twice: what is left of it after its first letter, the second time. */
function cut(segments: readonly string[]): string {
  const last = segments.at(-1) ?? '';
  const result = segments.map(sanitized).join('/');
  if (last === '' || sanitized(last) === last) return last === '*' ? `${result}*` : result;
  return WORD.test(last) ? result + sanitizedRest(last.slice(1)) : `${result}*`;
}

function sanitizedRest(rest: string): string {
  return rest !== '' && isGibberish(rest) ? '*' : rest;
}

function sanitized(segment: string): string {
  return segment === '' || (WORD.test(segment) && !isGibberish(segment)) ? segment : '*';
}
