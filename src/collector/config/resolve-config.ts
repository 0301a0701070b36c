import type { ConfigInput } from './config-input.ts';
import { type ConfigNode, goTypeOf, type MapNode, type SourceRange } from './config-node.ts';
import { ExpansionError, expandEnv } from './expand-env.ts';
import { defaultGates, type FeatureGates } from './feature-gates.ts';
import { mergeConfig, splitKeys, splitTopKeys } from './merge-config.ts';
import { parseYaml, YamlError } from './parse-yaml.ts';
import { type Environment, parseUri, providersOf, RetrieveError, retrieve, type Uri } from './retrieve.ts';

export type Resolved =
  | {
      /** `undefined` for a configuration that says nothing. */
      readonly root: ConfigNode | undefined;
      /** Variables that aren't set, where they are referenced. */
      readonly unset: readonly { readonly name: string; readonly range: SourceRange | undefined }[];
    }
  | {
      /** What the collector says, without what comes before it in `text`. */
      readonly message: string;
      readonly range: SourceRange | undefined;
      readonly text: string;
    };

const SCHEMES: readonly string[] = ['file', 'env', 'yaml'];
/** Known to the collector, and refused below in words that say so. */
const KNOWN_SCHEMES: readonly string[] = ['http', 'https'];

/** Retrieves, merges and expands a configuration, in this order. */
export function resolveConfig(
  input: ConfigInput,
  environment: Environment,
  gates: FeatureGates = defaultGates,
): Resolved {
  try {
    const providers = providersOf(input, environment);
    const unset: { name: string; range: SourceRange | undefined }[] = [];
    const maps = typeof input === 'string' ? [mapOf(input)].filter((map) => map !== undefined) : [];
    const uris = typeof input === 'string' ? [] : input.uris.map(locationOf);
    for (const uri of uris) {
      const source = uri.scheme === 'file' ? uri.rest : `${uri.scheme}:${uri.rest}`;
      const { text, verbatim = false, unset: name } = retrieved(() => retrieve(uri, providers));
      if (name !== undefined) unset.push({ name, range: undefined });
      if (verbatim) throw new ResolveError(unusable('string'), undefined);
      const map = mapOf(text, source);
      if (map !== undefined) maps.push(map);
    }
    const [first, ...rest] = maps.map(splitTopKeys);
    if (first === undefined) return { root: undefined, unset };
    const options = { appendLists: gates.has('confmap.enableMergeAppendOption') };
    const merged = rest.reduce((under, over) => mergeConfig(under, over, options), first);
    const expanded = expandEnv(splitKeys(merged), providers);
    return { root: expanded.root, unset: [...unset, ...expanded.unset] };
  } catch (error) {
    if (error instanceof UriError) return { message: error.message, range: undefined, text: error.message };
    if (!(error instanceof ExpansionError || error instanceof ResolveError)) throw error;
    const text = `failed to get config: cannot resolve the configuration: ${error.message}`;
    return { message: error.message, range: error.range, text };
  }
}

/** A URI no provider takes: the collector says so before it looks at any configuration. */
class UriError extends Error {}

class ResolveError extends Error {
  readonly range: SourceRange | undefined;

  constructor(message: string, range: SourceRange | undefined) {
    super(message);
    this.range = range;
  }
}

/** A path is a file; so is what looks like one with a drive letter. */
function locationOf(text: string): Uri {
  if (/^[A-z]:/.test(text) || !text.includes(':')) return { scheme: 'file', rest: text };
  let uri: Uri;
  try {
    uri = parseUri(text);
  } catch (error) {
    throw error instanceof RetrieveError ? new UriError(error.message, { cause: error }) : error;
  }
  if (SCHEMES.includes(uri.scheme)) return uri;
  throw new UriError(
    KNOWN_SCHEMES.includes(uri.scheme)
      ? `scheme "${uri.scheme}" is known, but not implemented here: give a file instead of ${JSON.stringify(text)}`
      : `unsupported scheme on URI ${JSON.stringify(text)}`,
  );
}

function retrieved<T>(action: () => T): T {
  try {
    return action();
  } catch (error) {
    if (!(error instanceof RetrieveError)) throw error;
    throw new ResolveError(`cannot retrieve the configuration: ${error.message}`, undefined);
  }
}

function unusable(type: string, why = ''): string {
  return `retrieved value (type=${type}) cannot be used as a Conf${why}`;
}

/** The map a text holds; `undefined` when it holds nothing. Throws ResolveError. */
function mapOf(text: string, source?: string): MapNode | undefined {
  let parsed: ConfigNode | undefined;
  try {
    parsed = parseYaml(text, source);
  } catch (error) {
    if (!(error instanceof YamlError)) throw error;
    const why = `: assuming string type since contents are not valid YAML: ${error.message}`;
    throw new ResolveError(unusable('string', why), error.range);
  }
  if (parsed === undefined || (parsed.kind === 'scalar' && parsed.value === null)) return undefined;
  if (parsed.kind !== 'map') throw new ResolveError(unusable(goTypeOf(parsed)), parsed.range);
  return parsed;
}
