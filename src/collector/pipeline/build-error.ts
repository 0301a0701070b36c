/** A configuration that is valid but can't be built, as the collector prints it; `path` leads to the key to underline. */
export class BuildError extends Error {
  readonly path: readonly string[];

  constructor(message: string, path: readonly string[], what: 'pipelines' | 'extensions' = 'pipelines') {
    super(`failed to build ${what}: ${message}`);
    this.name = 'BuildError';
    this.path = path;
  }
}
