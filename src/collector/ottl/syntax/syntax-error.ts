import { OttlError } from '../ottl-error.ts';
import type { Position } from './lexer.ts';

/** The text isn't OTTL. `message` is what the collector prints for this place; `at` is in the statement. */
export class OttlSyntaxError extends OttlError {
  readonly at: Position;
  /** What could stand there instead, where that is the error: `")" Key*`; `''` where nothing is known. */
  readonly expected: string | undefined;

  constructor(message: string, at: Position, expected?: string) {
    super(message);
    this.name = 'OttlSyntaxError';
    this.at = at;
    this.expected = expected;
  }
}
