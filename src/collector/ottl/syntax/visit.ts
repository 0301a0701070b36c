import type {
  BooleanExpression,
  Call,
  Key,
  Lambda,
  MathExpression,
  MathLiteral,
  ParsedPath,
  ParsedStatement,
  ParsedValue,
} from './tree.ts';

/** What to do at the nodes of a tree; all are optional. */
export interface Visitor {
  readonly editor?: (call: Call) => void;
  readonly converter?: (call: Call) => void;
  /** An editor where only a converter can stand. */
  readonly misplacedEditor?: (call: Call) => void;
  readonly value?: (value: ParsedValue) => void;
  /** Paths, except the parameters of lambdas. */
  readonly path?: (path: ParsedPath) => void;
  readonly lambda?: (lambda: Lambda) => void;
}

export function visitStatement(statement: ParsedStatement, visitor: Visitor): void {
  const walk = new Walk(visitor);
  if (statement.editor !== undefined) walk.editor(statement.editor);
  if (statement.where !== undefined) walk.condition(statement.where);
}

export function visitCondition(condition: BooleanExpression, visitor: Visitor): void {
  new Walk(visitor).condition(condition);
}

export function visitValue(value: ParsedValue, visitor: Visitor): void {
  new Walk(visitor).value(value);
}

class Walk {
  readonly #visitor: Visitor;
  #scope: readonly string[] = [];

  constructor(visitor: Visitor) {
    this.#visitor = visitor;
  }

  editor(call: Call): void {
    this.#visitor.editor?.(call);
    for (const argument of call.arguments) if (argument.value !== undefined) this.value(argument.value);
  }

  condition(condition: BooleanExpression): void {
    for (const term of condition.terms) {
      for (const value of term.values) {
        if (value.comparison !== undefined) {
          this.value(value.comparison.left);
          this.value(value.comparison.right);
        }
        if (value.converter !== undefined) this.#converter(value.converter);
        if (value.inner !== undefined) this.condition(value.inner);
      }
    }
  }

  value(value: ParsedValue): void {
    this.#visitor.value?.(value);
    if (value.kind === 'lambda') this.#lambda(value.lambda);
    else if (value.kind === 'literal') this.#literal(value.literal);
    else if (value.kind === 'math') this.#math(value.math);
    else if (value.kind === 'map') for (const item of value.items) this.value(item.value);
    else if (value.kind === 'list') for (const item of value.values) this.value(item);
  }

  #lambda(lambda: Lambda): void {
    const outer = this.#scope;
    this.#scope = [...outer, ...lambda.parameters.filter((name) => name !== '_')];
    this.#visitor.lambda?.(lambda);
    if (lambda.condition !== undefined) this.condition(lambda.condition);
    if (lambda.value !== undefined) this.value(lambda.value);
    this.#scope = outer;
  }

  #converter(call: Call): void {
    this.#visitor.converter?.(call);
    for (const argument of call.arguments) if (argument.value !== undefined) this.value(argument.value);
    this.#keys(call.keys);
  }

  #math(math: MathExpression): void {
    for (const term of [math.left, ...math.right.map((each) => each.term)]) {
      for (const value of [term.left, ...term.right.map((each) => each.value)]) {
        if (value.literal !== undefined) this.#literal(value.literal);
        if (value.inner !== undefined) this.#math(value.inner);
      }
    }
  }

  #literal(literal: MathLiteral): void {
    if (literal.kind === 'path') this.#path(literal.path);
    else if (literal.kind === 'converter') this.#converter(literal.call);
    else if (literal.kind === 'editor') {
      this.#visitor.misplacedEditor?.(literal.call);
      this.editor(literal.call);
    }
  }

  #path(path: ParsedPath): void {
    const first = path.context === '' ? (path.fields[0]?.name ?? '') : path.context;
    if (!this.#scope.includes(first)) this.#visitor.path?.(path);
    for (const field of path.fields) this.#keys(field.keys);
  }

  #keys(keys: readonly Key[]): void {
    for (const key of keys) if (key.kind === 'math') this.#math(key.math);
  }
}
