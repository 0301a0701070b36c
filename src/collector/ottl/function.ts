/**
 * The contract of OTTL functions: what an editor or converter declares, and what it is given.
 *
 *     export const hasPrefix = defineFunction({
 *       name: 'HasPrefix',
 *       parameters: { target: arg.string, prefix: arg.string },
 *       create: ({ target, prefix }) => (context) => target.get(context).startsWith(prefix.get(context)),
 *     });
 *
 * `create` runs once, when the statement is compiled: check literals there and throw OttlError; the closure it returns
 * runs for every span. Both throw OttlError with the collector's text (without the "couldn't create function: " around
 * it, which the compiler adds).
 */
import type { AnyValue, Attributes } from '../../otlp/model.ts';
import type { Clock } from '../pipeline/clock.ts';
import type { Logger } from '../pipeline/logger.ts';
import type { OttlDuration, OttlTime, Value } from './value.ts';

/** What a statement runs on. Functions hand it on; those of one signal know the class behind it. */
export interface TransformContext {
  /** The statement's scratch pad; made when it is first asked for. */
  readonly cache: Attributes;
}

/** A value that can be asked for; `get` throws OttlError. */
export interface Getter<V = Value> {
  get(context: TransformContext): V;
  /** The value, where it is written down in the statement (and so is the same for every context). */
  readonly literal?: { readonly value: V };
}

export interface Setter<V = Value> {
  /** Copies lists and maps, so that the value can be changed afterwards without changing the target. */
  set(context: TransformContext, value: V): void;
}

export interface GetSetter<V = Value> extends Getter<V>, Setter<V> {}

/** A list written down, or one that is found at run time (ottl.SliceGetter): `get` gives its elements as getters. */
export interface ListGetter<V> {
  /** `undefined` where the value is nil. */
  get(context: TransformContext): readonly Getter<V>[] | undefined;
  /** The elements of a list that is written down; they may be paths. */
  readonly elements: readonly Getter<V>[] | undefined;
}

/** Another function given as an argument: `SHA256` in `replace_pattern(name, "x", "y", SHA256)`. */
export interface FunctionGetter {
  readonly name: string;
  /** Makes the function, with its arguments by position. Throws OttlError if they are not as many as it has parameters. */
  create(argumentsByPosition: readonly unknown[]): Closure;
}

/** What a compiled function does. Editors return null. */
export type Closure = (context: TransformContext) => Value;

/** What the component gives to functions. */
export interface FunctionEnvironment {
  readonly clock: Clock;
  /** A number in [0, 1), as `Math.random`. */
  readonly random: () => number;
  readonly logger: Logger;
}

declare const argumentType: unique symbol;

export type GetterKind =
  | 'any'
  | 'string'
  | 'int'
  | 'float'
  | 'bool'
  | 'time'
  | 'duration'
  | 'map'
  | 'slice'
  | 'stringLike'
  | 'intLike'
  | 'floatLike'
  | 'boolLike'
  | 'bytesLike';

export type LiteralKind = 'string' | 'int' | 'float' | 'bool' | 'enum' | 'bytes';

/** The type of a parameter, as data for the compiler. `T` is what `create` is given. */
export interface Parameter<T = unknown> {
  readonly [argumentType]?: T;
  readonly type: ParameterType;
  readonly optional: boolean;
}

export type ParameterType =
  | { readonly kind: 'getter'; readonly of: GetterKind }
  | { readonly kind: 'setter' }
  | { readonly kind: 'getSetter'; readonly of: 'any' | 'map' | 'slice' }
  | { readonly kind: 'literal'; readonly of: LiteralKind }
  | { readonly kind: 'list'; readonly of: { readonly kind: 'getter'; readonly of: GetterKind } }
  | { readonly kind: 'list'; readonly of: { readonly kind: 'literal'; readonly of: LiteralKind } }
  | { readonly kind: 'listGetter'; readonly of: GetterKind }
  | { readonly kind: 'function' };

/** In the order of Go's arguments struct. The names are its fields' with a small first letter: `replacementFormat`. */
export type Parameters = Readonly<Record<string, Parameter>>;

export type ArgumentsOf<P extends Parameters> = {
  readonly [K in keyof P]: P[K] extends Parameter<infer T> ? T : never;
};

export interface OttlFunction {
  /** Editors begin with a small letter, converters with a capital one. */
  readonly name: string;
  readonly parameters: Parameters;
  /** Not covered by OTTL's promise of stability: its use is logged as a warning. */
  readonly experimental?: boolean;
  create(argumentsByName: Readonly<Record<string, unknown>>, environment: FunctionEnvironment): Closure;
  /** A function of the collector that is missing here: using it is an error that says so. */
  readonly notImplemented?: boolean;
}

/** Functions by name. */
export type FunctionTable = ReadonlyMap<string, OttlFunction>;

/** Keeps the types of the parameters while a function is written down, and forgets them in the table of all functions. */
export function defineFunction<P extends Parameters>(definition: {
  readonly name: string;
  readonly parameters: P;
  readonly experimental?: boolean;
  readonly create: (args: ArgumentsOf<P>, environment: FunctionEnvironment) => Closure;
}): OttlFunction {
  return definition as unknown as OttlFunction;
}

/** A function the collector has and we don't: "known function, not implemented here". */
export function notImplemented(name: string): OttlFunction {
  return {
    name,
    parameters: {},
    notImplemented: true,
    create: () => () => null,
  };
}

export function functionTable(...functions: readonly OttlFunction[]): FunctionTable {
  const table = new Map<string, OttlFunction>();
  for (const each of functions) {
    if (table.has(each.name)) throw new Error(`duplicate factory name: ${each.name}`);
    table.set(each.name, each);
  }
  return table;
}

function parameter<T>(type: ParameterType): Parameter<T> {
  return { type, optional: false };
}

/** The types of parameters, with the type of pkg/ottl each one stands for. */
export const arg = {
  /** Getter */
  any: parameter<Getter>({ kind: 'getter', of: 'any' }),
  /** StringGetter, and so on: `get` throws "expected string but got int64" for any other value. */
  string: parameter<Getter<string>>({ kind: 'getter', of: 'string' }),
  int: parameter<Getter<bigint>>({ kind: 'getter', of: 'int' }),
  float: parameter<Getter<number>>({ kind: 'getter', of: 'float' }),
  bool: parameter<Getter<boolean>>({ kind: 'getter', of: 'bool' }),
  time: parameter<Getter<OttlTime>>({ kind: 'getter', of: 'time' }),
  duration: parameter<Getter<OttlDuration>>({ kind: 'getter', of: 'duration' }),
  /** PMapGetter: the map of the data itself where the argument is a path. */
  map: parameter<Getter<Attributes>>({ kind: 'getter', of: 'map' }),
  /** PSliceGetter */
  slice: parameter<Getter<AnyValue[]>>({ kind: 'getter', of: 'slice' }),
  /** StringLikeGetter, and so on: the value is converted where that is possible; `undefined` where it is nil. */
  stringLike: parameter<Getter<string | undefined>>({ kind: 'getter', of: 'stringLike' }),
  intLike: parameter<Getter<bigint | undefined>>({ kind: 'getter', of: 'intLike' }),
  floatLike: parameter<Getter<number | undefined>>({ kind: 'getter', of: 'floatLike' }),
  boolLike: parameter<Getter<boolean | undefined>>({ kind: 'getter', of: 'boolLike' }),
  bytesLike: parameter<Getter<Uint8Array | undefined>>({ kind: 'getter', of: 'bytesLike' }),
  /** Setter, GetSetter, PMapGetSetter, PSliceGetSetter: only paths. */
  setter: parameter<Setter>({ kind: 'setter' }),
  getSetter: parameter<GetSetter>({ kind: 'getSetter', of: 'any' }),
  mapGetSetter: parameter<GetSetter<Attributes>>({ kind: 'getSetter', of: 'map' }),
  sliceGetSetter: parameter<GetSetter<AnyValue[]>>({ kind: 'getSetter', of: 'slice' }),
  /** string, int64, float64, bool, ottl.Enum, []byte: only written down. */
  stringLiteral: parameter<string>({ kind: 'literal', of: 'string' }),
  intLiteral: parameter<bigint>({ kind: 'literal', of: 'int' }),
  floatLiteral: parameter<number>({ kind: 'literal', of: 'float' }),
  boolLiteral: parameter<boolean>({ kind: 'literal', of: 'bool' }),
  enumLiteral: parameter<bigint>({ kind: 'literal', of: 'enum' }),
  bytesLiteral: parameter<Uint8Array>({ kind: 'literal', of: 'bytes' }),
  /** FunctionGetter */
  function: parameter<FunctionGetter>({ kind: 'function' }),
};

/** `[]StringGetter`, `[]string` …: only lists written down. */
export function listOf<T>(element: Parameter<T>): Parameter<readonly T[]> {
  const of = element.type;
  if (of.kind === 'getter') return parameter({ kind: 'list', of });
  if (of.kind === 'literal') return parameter({ kind: 'list', of });
  throw new Error(`there are no lists of ${of.kind}`);
}

/** `SliceGetter[StringLikeGetter]` …: lists written down, and whatever gives a list at run time. */
export function anyListOf<V>(element: Parameter<Getter<V>>): Parameter<ListGetter<V>> {
  const of = element.type;
  if (of.kind !== 'getter') throw new Error(`there are no list getters of ${of.kind}`);
  return parameter({ kind: 'listGetter', of: of.of });
}

/** `ottl.Optional`: `undefined` where it isn't given. */
export function optional<T>(inner: Parameter<T>): Parameter<T | undefined> {
  return { type: inner.type, optional: true };
}
