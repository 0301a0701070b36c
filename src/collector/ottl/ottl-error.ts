/** What goes wrong while a statement is compiled or runs; the message is the collector's. */
export class OttlError extends Error {
  /** Which of several texts is meant, where that is known. */
  index: number | undefined;

  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'OttlError';
  }
}

/** A value is not of the type that is needed ("expected string but got int64"). */
export class OttlTypeError extends OttlError {
  constructor(message: string) {
    super(message);
    this.name = 'OttlTypeError';
  }
}

/** What the collector doesn't survive: a panic in its code ends the process. Here the statement fails. */
export class OttlPanicError extends OttlError {
  constructor(message: string) {
    super(message);
    this.name = 'OttlPanicError';
  }
}
