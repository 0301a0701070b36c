/** What becomes of errors of statements and conditions: returned, logged, or dropped without a word. */
export type ErrorMode = 'ignore' | 'propagate' | 'silent';

export const ERROR_MODES: readonly ErrorMode[] = ['ignore', 'silent', 'propagate'];

/** Reads "error_mode"; letters may be capital. Throws Error with the collector's text. */
export function parseErrorMode(text: string): ErrorMode {
  const mode = text.toLowerCase();
  const known = ERROR_MODES.find((each) => each === mode);
  if (known === undefined) throw new Error(`unknown error mode ${mode}`);
  return known;
}
