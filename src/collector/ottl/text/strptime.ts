/**
 * Reading times by `strptime` formats. Directives are more lenient than Go's layouts (numbers with or without a 0 or
 * spaces in front, several forms of an offset), so layouts are tried until one fits the text.
 */
import type { OttlTime } from '../value.ts';
import { layoutsToRead } from './strptime-directives.ts';
import { TimeParseError } from './time-parse-error.ts';

type ParseByLayout = (layout: string) => OttlTime;

/** What came of trying a layout: a time and its layout, or the last error. */
type Outcome =
  | { readonly time: OttlTime; readonly layout: string }
  | { readonly time?: undefined; readonly error: unknown };

/** A reader for a format that has been validated. It remembers the layout that fitted last. Throws TimeParseError. */
export function strptimeReader(format: string): (parse: ParseByLayout) => OttlTime {
  const pieces = piecesOf(format);
  let lastLayout: string | undefined;
  return (parse) => {
    const again = lastLayout === undefined ? undefined : attempt(parse, lastLayout);
    if (again?.time !== undefined) return again.time;
    const outcome = tryPieces(pieces, 0, '', parse);
    if (outcome.time === undefined) {
      if (outcome.error instanceof TimeParseError) outcome.error.layout = format;
      throw outcome.error;
    }
    lastLayout = outcome.layout;
    return outcome.time;
  };
}

interface Piece {
  readonly text: string;
  readonly isDirective: boolean;
}

function piecesOf(format: string): Piece[] {
  return format
    .split(/(%.)/u)
    .map((text, index) => ({ text, isDirective: index % 2 === 1 }))
    .filter(({ text }) => text !== '');
}

function attempt(parse: ParseByLayout, layout: string): Outcome {
  try {
    return { time: parse(layout), layout };
  } catch (error) {
    return { error };
  }
}

function tryPieces(pieces: readonly Piece[], at: number, layout: string, parse: ParseByLayout): Outcome {
  const piece = pieces[at];
  if (piece === undefined) return attempt(parse, layout);
  if (!piece.isDirective) return tryPieces(pieces, at + 1, layout + piece.text, parse);
  const tryElements = (elements: readonly string[]) =>
    tryPieces(pieces, at + 1, layout + elements.join(''), parse);
  let outcome: Outcome = { error: undefined };
  for (const choice of layoutsToRead(piece.text)) {
    const tried = withSpaces(choice, piece.text, tryElements);
    outcome = tried.outcome;
    if (!tried.isAtFault) break;
  }
  return outcome;
}

/** Tries the elements, with the spaces the text has in front of numbers put into the layout. */
function withSpaces(
  choice: readonly string[],
  directive: string,
  tryElements: (elements: readonly string[]) => Outcome,
): { readonly outcome: Outcome; readonly isAtFault: boolean } {
  let elements = choice;
  for (;;) {
    const outcome = tryElements(elements);
    const error = outcome.time === undefined ? outcome.error : undefined;
    if (!(error instanceof TimeParseError) || error.layoutElement === '')
      return { outcome, isAtFault: false };
    const faulty = elements.indexOf(error.layoutElement);
    if (faulty < 0) return { outcome, isAtFault: false };
    error.layoutElement = directive;
    const spaces = /^[\t\n\f\r ]+/.exec(error.valueElement)?.[0];
    if (spaces === undefined || !/^[0-9Z]/.test(elements[faulty] ?? '')) return { outcome, isAtFault: true };
    elements = [...elements.slice(0, faulty), spaces, ...elements.slice(faulty)];
  }
}
