/** The providers of configurations (core confmap/provider): what a URI stands for, as text. */
import type { ConfigInput } from './config-input.ts';

/** Environment variables by name. */
export type Environment = Readonly<Record<string, string>>;

/** Where URIs lead. */
export interface Providers {
  readonly environment: Environment;
  readonly readFile?: ((path: string) => string) | undefined;
}

/** A URI that leads nowhere; the message is the collector's. */
export class RetrieveError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'RetrieveError';
  }
}

export interface Retrieved {
  readonly text: string;
  /** The text is a value as it stands, not YAML: an empty default. */
  readonly verbatim?: boolean;
  /** The variable that isn't set. */
  readonly unset?: string;
}

export interface Uri {
  readonly scheme: string;
  readonly rest: string;
}

const URI = /^([A-Za-z][A-Za-z0-9+.-]+):([\s\S]*)$/;
const VARIABLE = /^[a-zA-Z_][a-zA-Z0-9_]*$/;
/** Schemes of the collector that aren't followed here. */
const ELSEWHERE: readonly string[] = ['http', 'https'];

export function providersOf(input: ConfigInput, environment: Environment): Providers {
  if (typeof input === 'string') return { environment };
  return { environment, readFile: (path) => input.readFile(path) };
}

/** Takes a URI apart. Throws RetrieveError. */
export function parseUri(text: string): Uri {
  const match = URI.exec(text);
  const scheme = match?.[1];
  const rest = match?.[2];
  if (scheme === undefined || rest === undefined) {
    throw new RetrieveError(`invalid uri: ${JSON.stringify(text)}`);
  }
  return { scheme, rest };
}

/** The text a URI stands for. Throws RetrieveError. */
export function retrieve({ scheme, rest }: Uri, providers: Providers): Retrieved {
  if (scheme === 'yaml') return { text: rest };
  if (scheme === 'env') return variable(rest, providers.environment);
  const uri = JSON.stringify(`${scheme}:${rest}`);
  if (scheme === 'file' && providers.readFile !== undefined) return file(rest, providers.readFile);
  if (scheme === 'file' || ELSEWHERE.includes(scheme)) {
    throw new RetrieveError(`scheme "${scheme}" is known, but not implemented here for uri ${uri}`);
  }
  throw new RetrieveError(`scheme "${scheme}" is not supported for uri ${uri}`);
}

function file(path: string, read: (path: string) => string): Retrieved {
  try {
    return { text: read(path) };
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new RetrieveError(`unable to read the file file:${path}: ${reason}`);
  }
}

function variable(reference: string, environment: Environment): Retrieved {
  const marker = reference.indexOf(':-');
  const name = marker < 0 ? reference : reference.slice(0, marker);
  if (!VARIABLE.test(name)) {
    const rule = VARIABLE.source;
    throw new RetrieveError(
      `environment variable ${JSON.stringify(name)} has invalid name: must match regex ${rule}`,
    );
  }
  if (Object.hasOwn(environment, name)) return { text: environment[name] ?? '' };
  if (marker < 0) return { text: '', unset: name };
  const fallback = reference.slice(marker + 2);
  // An empty default is an empty string, not YAML's null.
  return fallback === '' ? { text: '', verbatim: true } : { text: fallback };
}
