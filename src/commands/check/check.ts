/** One thing that `npm run check` looks at. A problem is one line that names the place and the remedy. */
export interface RepositoryCheck {
  readonly name: string;
  run(): Promise<readonly string[]>;
}
