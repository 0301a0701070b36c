import { readFileSync } from 'node:fs';

/** The text of the configuration. Throws with the collector's words when it can't be read. */
export function readConfig(uris: readonly string[]): string {
  const [uri = '', ...more] = uris;
  if (more.length > 0) throw new Error('several --config are known, but not implemented here: give one file');
  const path = uri.startsWith('file:') ? uri.slice('file:'.length) : uri;
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    const why =
      code === 'ENOENT'
        ? 'no such file or directory'
        : code === 'EISDIR'
          ? 'is a directory'
          : (code ?? String(error));
    const text = `unable to read the file file:${path}: open ${path}: ${why}`;
    throw new Error(
      `failed to get config: cannot resolve the configuration: cannot retrieve the configuration: ${text}`,
      { cause: error },
    );
  }
}

/** The environment for references in a configuration. */
export function processEnvironment(): Record<string, string> {
  return Object.fromEntries(
    Object.entries(process.env).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  );
}
