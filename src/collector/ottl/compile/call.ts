import type {
  Closure,
  FunctionGetter,
  Getter,
  ListGetter,
  OttlFunction,
  Parameter,
  ParameterType,
} from '../function.ts';
import { OttlError, OttlPanicError } from '../ottl-error.ts';
import { goQuote } from '../syntax/go-quote.ts';
import type { Argument, Call, ParsedValue } from '../syntax/tree.ts';
import { GoInt, goTypeOf, type Value } from '../value.ts';
import type { Compiler } from './compiler.ts';
import { prefixed } from './key.ts';
import { getterName, literalGetter, typedGetter } from './typed-getters.ts';

/** The closure of a call of an editor or converter. Throws OttlError with the collector's text. */
export function compileCall(compiler: Compiler, call: Call): Closure {
  const definition = lookUp(compiler, call.name, `undefined function ${goQuote(call.name)}`);
  let values: Record<string, unknown> = {};
  try {
    values = compileArguments(compiler, definition, call.arguments);
  } catch (error) {
    throw prefixed(`error while parsing arguments for call to ${goQuote(call.name)}: `, error);
  }
  return create(compiler, definition, values);
}

function lookUp(compiler: Compiler, name: string, missing: string): OttlFunction {
  const definition = compiler.options.functions.get(name);
  if (definition === undefined) throw new OttlError(missing);
  if (definition.notImplemented === true) {
    throw new OttlError(`known function, not implemented here: ${goQuote(name)}`);
  }
  if (definition.experimental === true) compiler.experimental.add(name);
  return definition;
}

function create(compiler: Compiler, definition: OttlFunction, values: Record<string, unknown>): Closure {
  try {
    return definition.create(values, compiler.options.environment);
  } catch (error) {
    throw prefixed("couldn't create function: ", error);
  }
}

function compileArguments(
  compiler: Compiler,
  { parameters }: OttlFunction,
  given: readonly Argument[],
): Record<string, unknown> {
  const names = Object.keys(parameters);
  // The collector doesn't look at the arguments of functions that take none.
  if (names.length === 0) return {};
  const firstNamed = given.findIndex((argument) => argument.name !== '');
  if (firstNamed >= 0 && given.slice(firstNamed).some((argument) => argument.name === '')) {
    throw new OttlError('unnamed argument used after named argument');
  }
  const required = Object.values(parameters).filter((parameter) => !parameter.optional).length;
  if (given.length < required || given.length > names.length) {
    throw new OttlError(`incorrect number of arguments. Expected: ${names.length} Received: ${given.length}`);
  }
  const values: Record<string, unknown> = {};
  given.forEach((argument, position) => {
    const name = argument.name === '' ? (names[position] ?? '') : fieldName(argument.name);
    const parameter = Object.hasOwn(parameters, name) ? parameters[name] : undefined;
    if (parameter === undefined) throw new OttlError(`no such parameter: ${argument.name}`);
    values[name] = compileArgument(compiler, parameter, argument, position);
  });
  for (const [name, parameter] of Object.entries(parameters)) {
    if (!parameter.optional && !Object.hasOwn(values, name)) values[name] = missingArgument(parameter.type);
  }
  return values;
}

/**
 * What stands for an argument that names left out. The collector counts arguments only, and doesn't look whether those it
 * needs are among them: it takes zero values, and doesn't survive asking for any other value.
 */
function missingArgument(type: ParameterType): unknown {
  if (type.kind === 'list') return [];
  if (type.kind === 'literal') return ZERO_VALUES[type.of];
  const fail = (): never => {
    throw nilPointer();
  };
  return { name: '', get: fail, set: fail, create: fail, elements: undefined };
}

function nilPointer(): OttlPanicError {
  return new OttlPanicError('runtime error: invalid memory address or nil pointer dereference');
}

const ZERO_VALUES: Readonly<Record<LiteralKind, unknown>> = {
  string: '',
  int: 0n,
  float: 0,
  bool: false,
  enum: 0n,
  bytes: new Uint8Array(),
};

/** "replacement_format" as the field of an arguments struct, with a small first letter. */
function fieldName(argumentName: string): string {
  return argumentName.replace(/_+([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
}

function compileArgument(
  compiler: Compiler,
  { type }: Parameter,
  argument: Argument,
  position: number,
): unknown {
  if (type.kind === 'function') return functionArgument(compiler, argument);
  try {
    return compileTyped(compiler, type, argument.value);
  } catch (error) {
    throw prefixed(`invalid argument at position ${position}: `, error);
  }
}

function compileTyped(compiler: Compiler, type: ParameterType, value: ParsedValue | undefined): unknown {
  switch (type.kind) {
    case 'getter':
      return typed(compiler, type.of, getterOf(compiler, value));
    case 'setter':
    case 'getSetter': {
      if (value?.kind !== 'literal' || value.literal.kind !== 'path') throw new OttlError('must be a path');
      const path = compiler.path(value.literal.path);
      if (type.kind === 'setter' || type.of === 'any') return path;
      const getter = typed(compiler, type.of, path);
      return { get: getter.get, set: path.set };
    }
    case 'literal':
      return literalArgument(compiler, type.of, value);
    case 'list':
      return listArgument(compiler, type, value);
    case 'listGetter':
      return value?.kind === 'list'
        ? fixedList(listArgument(compiler, { kind: 'list', of: { kind: 'getter', of: type.of } }, value))
        : runtimeList(compiler, type.of, getterOf(compiler, value));
    case 'function':
      return undefined;
  }
}

type GetterKind = Extract<ParameterType, { kind: 'getter' }>['of'];
type LiteralKind = Extract<ParameterType, { kind: 'literal' }>['of'];
type ListType = Extract<ParameterType, { kind: 'list' }>;

function typed(compiler: Compiler, kind: GetterKind, getter: Getter): Getter<unknown> {
  return typedGetter(kind, getter, compiler.options.context.goType);
}

function getterOf(compiler: Compiler, value: ParsedValue | undefined): Getter {
  if (value === undefined) {
    throw new OttlError('no value field set. This is a bug in the OpenTelemetry Transformation Language');
  }
  return compiler.value(value);
}

const LITERAL_ERRORS: Readonly<Record<LiteralKind, string>> = {
  string: 'must be a string',
  int: 'must be an int',
  float: 'must be a float',
  bool: 'must be a bool',
  enum: 'must be an Enum',
  bytes: 'slice parameter must be a byte slice literal',
};

function literalArgument(compiler: Compiler, kind: LiteralKind, value: ParsedValue | undefined): unknown {
  if (kind === 'string' && value?.kind === 'string') return value.text;
  if (kind === 'bool' && value?.kind === 'bool') return value.bool;
  if (kind === 'bytes' && value?.kind === 'bytes') return value.bytes;
  if (kind === 'enum' && value?.kind === 'enum') {
    const { enums } = compiler.options.context;
    const found = typeof enums === 'string' ? undefined : enums.get(value.symbol);
    if (found !== undefined) return found;
  }
  if ((kind === 'int' || kind === 'float') && value?.kind === 'literal' && value.literal.kind === kind) {
    return value.literal.value;
  }
  throw new OttlError(LITERAL_ERRORS[kind]);
}

const LITERAL_TYPES: Readonly<Record<LiteralKind, string>> = {
  string: 'string',
  int: 'int64',
  float: 'float64',
  bool: 'bool',
  enum: 'Enum',
  bytes: 'uint8',
};

function listArgument(compiler: Compiler, { of }: ListType, value: ParsedValue | undefined): unknown[] {
  if (value?.kind !== 'list') {
    const name =
      of.kind === 'literal' ? LITERAL_TYPES[of.of] : getterName(of.of, compiler.options.context.goType);
    throw new OttlError(`must be a list of type ${name}`);
  }
  return value.values.map((item, index) => {
    try {
      return compileTyped(compiler, of, item);
    } catch (error) {
      throw prefixed(`error while parsing list argument at index ${index}: `, error);
    }
  });
}

function fixedList(elements: readonly unknown[]): ListGetter<unknown> {
  const getters = elements as readonly Getter<unknown>[];
  return { get: () => getters, elements: getters };
}

function runtimeList(compiler: Compiler, kind: GetterKind, getter: Getter): ListGetter<unknown> {
  return {
    elements: undefined,
    get: (context) => {
      const value = getter.get(context);
      if (value === null) return undefined;
      const items = value instanceof Uint8Array ? bytesAsList(value) : value;
      if (!Array.isArray(items)) throw new OttlError(`expected a slice, got ${goTypeOf(value)}`);
      return items.map((item: Value) => typed(compiler, kind, literalGetter<Value>(item)));
    },
  };
}

function bytesAsList(bytes: Uint8Array): Value[] {
  return Array.from(bytes, (byte) => new GoInt(BigInt(byte), 'uint8'));
}

function functionArgument(compiler: Compiler, { value, functionName }: Argument): FunctionGetter {
  const name = value?.kind === 'enum' ? value.symbol : functionName;
  if (name === undefined) throw new OttlError('invalid function name given');
  const definition = lookUp(compiler, name, `undefined function ${name}`);
  return {
    name,
    create: (argumentsByPosition) => {
      const names = Object.keys(definition.parameters);
      if (names.length === 0) throw nilPointer();
      if (names.length !== argumentsByPosition.length) {
        throw new OttlError(
          `incorrect number of arguments. Expected: ${names.length} Received: ${argumentsByPosition.length}`,
        );
      }
      checkTakesStrings(definition, compiler.options.context.goType);
      const values = Object.fromEntries(names.map((key, index) => [key, argumentsByPosition[index]]));
      return create(compiler, definition, values);
    },
  };
}

/** Functions that are arguments are given texts, and parameters of other types can't hold them. */
function checkTakesStrings({ parameters }: OttlFunction, contextType: string): void {
  for (const { type, optional } of Object.values(parameters)) {
    if (type.kind === 'getter' && type.of === 'string' && !optional) continue;
    const name = type.kind === 'getter' ? getterName(type.of, contextType) : type.kind;
    throw new OttlPanicError(
      `reflect.Set: value of type ottl.StringGetter[${contextType}] is not assignable to type ottl.${name}`,
    );
  }
}
