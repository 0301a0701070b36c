/** A configuration that is valid but can't be built, as the collector prints it; `path` leads to the key to underline. */
export class BuildError extends Error {
  readonly path: readonly string[];

  constructor(message: string, path: readonly string[], what: 'pipelines' | 'extensions' = 'pipelines') {
    super(`failed to build ${what}: ${message}`);
    this.name = 'BuildError';
    this.path = path;
  }
}

/** What a factory throws to object to its configuration; `at` leads to the key to underline, from the component's section on. */
export class FactoryError extends Error {
  readonly at: readonly string[];

  constructor(message: string, at: readonly string[]) {
    super(message);
    this.name = 'FactoryError';
    this.at = at;
  }
}
