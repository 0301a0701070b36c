/** The syntax tree of statements, conditions and value expressions; named as pkg/ottl names it (grammar.go). */
import type { Position } from './lexer.ts';

export interface ParsedStatement {
  readonly editor: Call | undefined;
  /** Only to say that it can't stand there. */
  readonly converter: Call | undefined;
  readonly where: BooleanExpression | undefined;
}

/** An editor or converter. */
export interface Call {
  readonly name: string;
  readonly arguments: readonly Argument[];
  readonly keys: readonly Key[];
  readonly at: Position;
}

export interface Argument {
  /** `''` where it isn't named. */
  readonly name: string;
  readonly value: ParsedValue | undefined;
  /** A function that is passed itself. */
  readonly functionName: string | undefined;
}

/** Terms joined by "or". */
export interface BooleanExpression {
  readonly terms: readonly Term[];
}

/** Values joined by "and". */
export interface Term {
  readonly values: readonly BooleanValue[];
}

export interface BooleanValue {
  readonly negated: boolean;
  readonly comparison: Comparison | undefined;
  readonly constant: boolean | undefined;
  readonly converter: Call | undefined;
  readonly inner: BooleanExpression | undefined;
}

export type CompareOp = '==' | '!=' | '<' | '<=' | '>=' | '>';

export interface Comparison {
  readonly left: ParsedValue;
  readonly op: CompareOp;
  readonly right: ParsedValue;
}

export type ParsedValue =
  | { readonly kind: 'nil' }
  | { readonly kind: 'literal'; readonly literal: MathLiteral }
  | { readonly kind: 'lambda'; readonly lambda: Lambda }
  | { readonly kind: 'math'; readonly math: MathExpression }
  | { readonly kind: 'bytes'; readonly bytes: Uint8Array }
  | { readonly kind: 'string'; readonly text: string }
  | { readonly kind: 'bool'; readonly bool: boolean }
  | { readonly kind: 'enum'; readonly symbol: string }
  | { readonly kind: 'map'; readonly items: readonly { readonly key: string; readonly value: ParsedValue }[] }
  | { readonly kind: 'list'; readonly values: readonly ParsedValue[] };

export type MathLiteral =
  /** Only to say that it can't stand there. */
  | { readonly kind: 'editor'; readonly call: Call }
  | { readonly kind: 'converter'; readonly call: Call }
  | { readonly kind: 'float'; readonly value: number }
  | { readonly kind: 'int'; readonly value: bigint }
  | { readonly kind: 'path'; readonly path: ParsedPath };

export type MathOp = '+' | '-' | '*' | '/';

/** Terms joined by "+" and "-"; the first has none. */
export interface MathExpression {
  readonly left: MathTerm;
  readonly right: readonly { readonly op: MathOp; readonly term: MathTerm }[];
}

/** Values joined by "*" and "/". */
export interface MathTerm {
  readonly left: MathValue;
  readonly right: readonly { readonly op: MathOp; readonly value: MathValue }[];
}

export interface MathValue {
  readonly sign: '+' | '-' | undefined;
  readonly literal: MathLiteral | undefined;
  readonly inner: MathExpression | undefined;
}

export interface Lambda {
  readonly parameters: readonly string[];
  readonly value: ParsedValue | undefined;
  readonly condition: BooleanExpression | undefined;
}

export interface ParsedPath {
  /** What stands before the first dot, `''` without a dot. */
  readonly context: string;
  readonly fields: readonly Field[];
  readonly at: Position;
}

export interface Field {
  readonly name: string;
  readonly keys: readonly Key[];
}

export type Key =
  | { readonly kind: 'string'; readonly text: string }
  | { readonly kind: 'int'; readonly value: bigint }
  | { readonly kind: 'math'; readonly math: MathExpression };
