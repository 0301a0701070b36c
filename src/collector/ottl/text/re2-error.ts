/** A text that isn't an expression of Go's regexp package; the message is Go's (regexp/syntax.Error). */
export class GoRegExpError extends Error {
  constructor(code: string, expression: string) {
    super(`error parsing regexp: ${code}: \`${expression}\``);
    this.name = 'GoRegExpError';
  }
}
