/** A configuration that is valid but can't be built; `path` leads to the key to underline. */
export class BuildError extends Error {
  readonly path: readonly string[];

  constructor(message: string, path: readonly string[]) {
    super(message);
    this.name = 'BuildError';
    this.path = path;
  }
}
