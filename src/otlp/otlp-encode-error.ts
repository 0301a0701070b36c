/** Thrown when a model can't be put on the wire: an id that is not hex, an integer beyond its field, endless nesting. */
export class OtlpEncodeError extends Error {
  override readonly name = 'OtlpEncodeError';
}
