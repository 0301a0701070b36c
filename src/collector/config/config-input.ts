/** What a configuration is read from. */
export type ConfigInput =
  /** The text of one file. */
  string | ConfigUris;

/** Several sources, merged in this order. */
export interface ConfigUris {
  /** "collector.yaml", "file:collector.yaml", "env:NAME", "yaml:processors::batch::timeout: 2s". */
  readonly uris: readonly string[];
  /** The text of a file. Throws in the words of the system: "open x.yaml: no such file or directory". */
  readFile(path: string): string;
}
