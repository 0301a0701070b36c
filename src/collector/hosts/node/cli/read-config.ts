import { readFileSync } from 'node:fs';
import { normalize } from 'node:path';
import type { ConfigInput } from '../../../config/config-input.ts';
import type { ConfigError } from '../../../hosted-collector.ts';

/** The configuration that command-line flags name. */
export function configOf({ uris }: { readonly uris: readonly string[] }): ConfigInput {
  return { uris, readFile };
}

/** Throws in the words of the collector: "open x.yaml: no such file or directory". */
function readFile(path: string): string {
  const clean = normalize(path);
  try {
    return readFileSync(clean, 'utf8');
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    const why =
      code === 'ENOENT'
        ? `open ${clean}: no such file or directory`
        : code === 'EISDIR'
          ? `read ${clean}: is a directory`
          : code === 'EACCES'
            ? `open ${clean}: permission denied`
            : `open ${clean}: ${code ?? String(error)}`;
    throw new Error(why, { cause: error });
  }
}

/** The environment for references in a configuration. */
export function processEnvironment(): Record<string, string> {
  return Object.fromEntries(
    Object.entries(process.env).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  );
}

/** "Warning: collector.yaml:8:14: …". */
export function placeLine(what: string, { message, location }: ConfigError): string {
  if (location === undefined) return `${what}: ${message}`;
  const { source, line, column } = location;
  return `${what}: ${source === undefined ? '' : `${source}:`}${line}:${column}: ${message}`;
}
