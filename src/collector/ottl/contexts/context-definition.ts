import { setMap } from '../any-value.ts';
import { getFromMap, setInMap } from '../compile/indexed.ts';
import type { Path, PathParser } from '../compile/path.ts';
import type { GetSetter, TransformContext } from '../function.ts';
import { OttlError } from '../ottl-error.ts';
import { goQuote } from '../syntax/go-quote.ts';

/** The names of contexts. */
export type ContextName =
  | 'resource'
  | 'scope'
  | 'span'
  | 'spanevent'
  | 'metric'
  | 'datapoint'
  | 'exemplar'
  | 'log'
  | 'profile'
  | 'otelcol';

/** A context of OTTL: what statements run on, and the paths there. */
export interface ContextDefinition {
  readonly name: ContextName;
  /** As errors name Go's type of it: "ottlspan.TransformContext", with its import path. */
  readonly goType: string;
  /** Names paths may begin with, in the order of the collector's code. */
  readonly pathNames: readonly string[];
  /** How to read paths, by the context they name. */
  readonly paths: ReadonlyMap<string, PathParser>;
  /** Symbols and their values; or, where the context has none, the error of using one. */
  readonly enums: ReadonlyMap<string, bigint> | string;
}

const DOCS = 'https://github.com/open-telemetry/opentelemetry-collector-contrib/tree/main/pkg/ottl/contexts/';
const GO_PATH = 'github.com/open-telemetry/opentelemetry-collector-contrib/pkg/ottl/contexts/';

/** Go's package of a context: the documentation in errors lies there. */
function packageOf(context: string): string {
  return context === 'profile' ? 'xprofile/ottlprofile' : `ottl${context}`;
}

export function goTypeOfContext(context: ContextName): string {
  return `*${GO_PATH}${packageOf(context)}.TransformContext`;
}

/** There is no such segment in the paths of the context. */
export function unknownSegment(segment: string, path: Path | string, context: string): OttlError {
  const text = typeof path === 'string' ? path : path.text;
  return new OttlError(
    `segment ${goQuote(segment)} from path ${goQuote(text)} is not a valid path nor a valid OTTL keyword for the ${context} context - review ${DOCS}${packageOf(context)} to see all valid paths`,
  );
}

/** How the context reads a path: by the context it names, or its own (ctxcommon.PathExpressionParser). */
export function readPath(context: ContextDefinition, path: Path): GetSetter {
  let at = path;
  let named = path.context;
  if (named === '') {
    if (!context.paths.has(path.name)) named = context.name;
    else {
      named = path.name;
      const next = path.next();
      if (next === undefined) throw unknownSegment(named, path, context.name);
      at = next;
    }
  }
  if (at.name === 'cache') {
    if (named === context.name) return cachePath(at);
    const suggestion = path.text.replace(`${named}.`, `${context.name}.`);
    throw new OttlError(
      `access to cache must be performed using the same context, please replace ${goQuote(path.text)} with ${goQuote(suggestion)}`,
    );
  }
  const parser = context.paths.get(named);
  if (parser === undefined) throw unknownSegment(named, path, context.name);
  return parser(at);
}

function cachePath(path: Path): GetSetter {
  const keys = path.keys();
  return mapPath((context: TransformContext) => context.cache, keys);
}

/** A path to a map, or into it where it has keys. */
export function mapPath<C extends TransformContext>(
  map: (context: C) => TransformContext['cache'],
  keys: ReturnType<Path['keys']>,
): GetSetter {
  if (keys === undefined) {
    return access<C>(map, (context, value) => setMap(map(context), value));
  }
  const only = keys.length === 1 ? keys[0]?.text : undefined;
  return access<C>(
    only === undefined
      ? (context) => getFromMap(map(context), keys, context)
      : (context) => map(context).get(only) ?? null,
    (context, value) => setInMap(map(context), keys, value, context),
  );
}

/** A path from its two functions, which know the class of their context. */
export function access<C extends TransformContext>(
  get: (context: C) => ReturnType<GetSetter['get']>,
  set: (context: C, value: Parameters<GetSetter['set']>[1]) => void,
): GetSetter {
  return { get, set } as unknown as GetSetter;
}

/** A path that is a value itself and has a `.string`. */
export function withString(context: string, path: Path, whole: GetSetter, text: GetSetter): GetSetter {
  const next = path.next();
  if (next === undefined) return whole;
  if (next.name === 'string') return text;
  throw unknownSegment(next.name, next, context);
}
