/** Makes closures of syntax trees, for one context with its functions. All methods throw OttlError. */
import type { ContextDefinition } from '../contexts/context-definition.ts';
import { readPath } from '../contexts/context-definition.ts';
import type { FunctionEnvironment, FunctionTable, GetSetter, Getter } from '../function.ts';
import { OttlError } from '../ottl-error.ts';
import { pathText } from '../syntax/path-text.ts';
import type {
  BooleanExpression,
  BooleanValue,
  Call,
  Key,
  MathExpression,
  MathLiteral,
  MathTerm,
  MathValue,
  ParsedPath,
  ParsedValue,
} from '../syntax/tree.ts';
import { typedList, type Value } from '../value.ts';
import { arithmetic, negation } from './arithmetic.ts';
import {
  allOf,
  anyOf,
  type BooleanTest,
  comparisonTest,
  converterTest,
  literalTest,
  notTest,
} from './boolean-expression.ts';
import { compileCall } from './call.ts';
import { indexResult } from './index-result.ts';
import type { CompiledKey } from './key.ts';
import { Path } from './path.ts';
import { literalGetter, mapOf } from './typed-getters.ts';

export interface CompilerOptions {
  readonly context: ContextDefinition;
  readonly functions: FunctionTable;
  readonly environment: FunctionEnvironment;
  /** Whether paths must begin with the name of their context: `span.name`. */
  readonly namedPaths: boolean;
}

export class Compiler {
  readonly options: CompilerOptions;
  /** Names of the functions used that aren't covered by OTTL's promise of stability. */
  readonly experimental = new Set<string>();

  constructor(options: CompilerOptions) {
    this.options = options;
  }

  value(value: ParsedValue): Getter {
    switch (value.kind) {
      case 'nil':
        return literalGetter<Value>(null);
      case 'string':
        return literalGetter<Value>(value.text);
      case 'bool':
        return literalGetter<Value>(value.bool);
      case 'bytes':
        return literalGetter<Value>(value.bytes);
      case 'enum':
        return literalGetter<Value>(this.enumValue(value.symbol));
      case 'lambda':
        throw new OttlError('lambda expressions can only be passed to function arguments that accept them');
      case 'literal':
        return this.#literal(value.literal);
      case 'list':
        return listGetter(value.values.map((item) => this.value(item)));
      case 'map':
        return mapGetter(value.items.map((item) => [item.key, this.value(item.value)]));
      case 'math':
        return this.#math(value.math);
    }
  }

  condition(condition: BooleanExpression): BooleanTest {
    return anyOf(condition.terms.map((term) => allOf(term.values.map((value) => this.#booleanValue(value)))));
  }

  path(path: ParsedPath): GetSetter {
    const first = this.#segments(path);
    const accessors = readPath(this.options.context, first);
    first.checkComplete();
    return accessors;
  }

  enumValue(symbol: string): bigint {
    const { enums } = this.options.context;
    if (typeof enums === 'string') throw new OttlError(enums);
    const value = enums.get(symbol);
    if (value === undefined) throw new OttlError(`enum symbol, ${symbol}, not found`);
    return value;
  }

  #literal(literal: MathLiteral): Getter {
    switch (literal.kind) {
      case 'float':
      case 'int':
        return literalGetter<Value>(literal.value);
      case 'path':
        return this.path(literal.path);
      case 'converter':
      case 'editor':
        return this.#converter(literal.call);
    }
  }

  #converter(call: Call): Getter {
    const run = compileCall(this, call);
    const keys = this.#keys(call.keys);
    if (keys.length === 0) return { get: run };
    return { get: (context) => indexResult(run(context), keys, context) };
  }

  #booleanValue(value: BooleanValue): BooleanTest {
    const test = this.#bareBooleanValue(value);
    return value.negated ? notTest(test) : test;
  }

  #bareBooleanValue({ comparison, constant, converter, inner }: BooleanValue): BooleanTest {
    if (comparison !== undefined) {
      const left = this.value(comparison.left);
      return comparisonTest(left, comparison.op, this.value(comparison.right));
    }
    if (converter !== undefined) return converterTest(this.#converter(converter));
    if (inner !== undefined) return this.condition(inner);
    return literalTest(constant ?? false);
  }

  #math({ left, right }: MathExpression): Getter {
    return right.reduce(
      (getter, { op, term }) => arithmetic(getter, op, this.#mathTerm(term)),
      this.#mathTerm(left),
    );
  }

  #mathTerm({ left, right }: MathTerm): Getter {
    return right.reduce(
      (getter, { op, value }) => arithmetic(getter, op, this.#mathValue(value)),
      this.#mathValue(left),
    );
  }

  #mathValue({ sign, literal, inner }: MathValue): Getter {
    if (sign === '-' && (literal?.kind === 'int' || literal?.kind === 'float')) {
      return literalGetter<Value>(-literal.value);
    }
    const getter = literal === undefined ? this.#math(inner as MathExpression) : this.#literal(literal);
    return sign === '-' ? negation(getter) : getter;
  }

  #segments(path: ParsedPath): Path {
    const { context, fields } = this.#named(path);
    const text = pathText(path);
    let segment: Path | undefined;
    for (const field of [...fields].reverse()) {
      segment = new Path(context, field.name, text, this.#keys(field.keys), segment);
    }
    if (segment === undefined) throw new OttlError('cannot make a path from zero fields');
    return segment;
  }

  /** The context a path names and the fields after it. */
  #named(path: ParsedPath): Pick<ParsedPath, 'context' | 'fields'> {
    const { pathNames } = this.options.context;
    if (!this.options.namedPaths) {
      const first = path.context === '' ? [] : [{ name: path.context, keys: [] }];
      return { context: '', fields: [...first, ...path.fields] };
    }
    const text = pathText(path);
    if (path.context === '') {
      const possible = pathNames.map((name) => `"${name}.${text}"`).join(', ');
      throw new OttlError(`missing context name for path "${text}", possibly valid options are: ${possible}`);
    }
    if (!pathNames.includes(path.context)) {
      const possible = pathNames.map((name) => `"${name}"`).join(', ');
      throw new OttlError(
        `context "${path.context}" from path "${text}" is not valid, it must be replaced by one of: ${possible}`,
      );
    }
    return path;
  }

  #keys(keys: readonly Key[]): CompiledKey[] {
    return keys.map((key) => ({
      text: key.kind === 'string' ? key.text : undefined,
      int: key.kind === 'int' ? key.value : undefined,
      getter: key.kind === 'math' ? this.#math(key.math) : undefined,
    }));
  }
}

function listGetter(items: readonly Getter[]): Getter {
  const make = (get: (item: Getter) => Value): Value => typedList('[]interface {}', items.map(get));
  if (items.every((item) => item.literal !== undefined)) {
    return literalGetter(make((item) => item.literal?.value ?? null));
  }
  return { get: (context) => make((item) => item.get(context)) };
}

function mapGetter(items: readonly (readonly [string, Getter])[]): Getter {
  const make = (get: (item: Getter) => Value): Value =>
    mapOf(new Map(items.map(([key, item]) => [key, get(item)])));
  if (items.every(([, item]) => item.literal !== undefined)) {
    return literalGetter(make((item) => item.literal?.value ?? null));
  }
  return { get: (context) => make((item) => item.get(context)) };
}
