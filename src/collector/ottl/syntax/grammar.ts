/** The grammar of pkg/ottl (grammar.go), rule by rule and alternative by alternative in its order. */
import {
  type Captured,
  capture,
  choice,
  many,
  notAhead,
  optional,
  type Rule,
  type StructRule,
  sequence,
  text,
  token,
} from './grammar-machine.ts';
import type { Position } from './lexer.ts';
import { bytesLiteral, floatLiteral, intLiteral } from './number-literal.ts';
import type {
  Argument,
  BooleanExpression,
  BooleanValue,
  Call,
  CompareOp,
  Comparison,
  Field,
  Key,
  Lambda,
  MathExpression,
  MathLiteral,
  MathOp,
  MathTerm,
  MathValue,
  ParsedPath,
  ParsedStatement,
  ParsedValue,
  Term,
} from './tree.ts';

function production(name: string): StructRule {
  return { kind: 'struct', name, rule: choice(), build: () => undefined };
}

function define<T>(target: StructRule, rule: Rule, build: (captured: Captured, at: Position) => T): void {
  target.rule = rule;
  target.build = build;
}

export const statementRule = production('ParsedStatement');
export const booleanExpressionRule = production('BooleanExpression');
export const valueRule = production('Value');
const editor = production('Editor');
const converter = production('Converter');
const argument = production('Argument');
const term = production('Term');
const opAndBooleanValue = production('OpAndBooleanValue');
const opOrTerm = production('OpOrTerm');
const booleanValue = production('BooleanValue');
const comparison = production('Comparison');
const constExpr = production('ConstExpr');
const lambdaExpr = production('LambdaExpr');
const lambdaBody = production('LambdaBody');
const mathExprLiteral = production('MathExprLiteral');
const mathExpression = production('MathExpression');
const addSubTerm = production('AddSubTerm');
const opAddSubTerm = production('OpAddSubTerm');
const mathValue = production('MathValue');
const opMultDivValue = production('OpMultDivValue');
const path = production('Path');
const field = production('Field');
const key = production('Key');
const list = production('List');
const mapValue = production('MapValue');
const mapItem = production('MapItem');

/** Names of functions are several tokens: "Is" + "Match". */
const nameTail = many(choice(token('Uppercase'), token('Lowercase')));
const editorName = sequence(token('Lowercase'), nameTail);
const converterName = sequence(token('Uppercase'), nameTail);
const argumentList = optional(
  sequence(capture('arguments', argument), many(sequence(text(','), capture('arguments', argument)))),
);

define(
  statementRule,
  sequence(
    choice(capture('editor', editor), capture('converter', converter)),
    optional(sequence(text('where'), capture('where', booleanExpressionRule))),
  ),
  (captured): ParsedStatement => ({
    editor: captured.one('editor'),
    converter: captured.one('converter'),
    where: captured.one('where'),
  }),
);

function call(name: Rule): Rule {
  return sequence(capture('name', name), text('('), argumentList, text(')'), many(capture('keys', key)));
}

function buildCall(captured: Captured, at: Position): Call {
  return {
    name: captured.one('name') ?? '',
    arguments: captured.all('arguments'),
    keys: captured.all('keys'),
    at,
  };
}

define(editor, call(editorName), buildCall);
define(converter, call(converterName), buildCall);

define(
  argument,
  sequence(
    optional(sequence(capture('name', editorName), token('Equal'))),
    choice(capture('value', valueRule), capture('functionName', converterName)),
  ),
  (captured): Argument => ({
    name: captured.one('name') ?? '',
    value: captured.one('value'),
    functionName: captured.one('functionName'),
  }),
);

define(
  booleanExpressionRule,
  sequence(capture('terms', term), many(capture('right', opOrTerm))),
  (captured): BooleanExpression => ({
    terms: [...captured.all<Term>('terms'), ...captured.all<Term>('right')],
  }),
);
define(opOrTerm, sequence(capture('op', token('OpOr')), capture('term', term)), (captured) =>
  captured.one('term'),
);
define(
  term,
  sequence(capture('values', booleanValue), many(capture('right', opAndBooleanValue))),
  (captured): Term => ({
    values: [...captured.all<BooleanValue>('values'), ...captured.all<BooleanValue>('right')],
  }),
);
define(
  opAndBooleanValue,
  sequence(capture('op', token('OpAnd')), capture('value', booleanValue)),
  (captured) => captured.one('value'),
);

define(
  booleanValue,
  sequence(
    optional(capture('negation', token('OpNot'))),
    choice(
      capture('comparison', comparison),
      capture('constant', constExpr),
      sequence(text('('), capture('inner', booleanExpressionRule), text(')')),
    ),
  ),
  (captured): BooleanValue => {
    const constant = captured.one<{ bool: boolean | undefined; converter: Call | undefined }>('constant');
    return {
      negated: captured.one('negation') !== undefined,
      comparison: captured.one('comparison'),
      constant: constant?.bool,
      converter: constant?.converter,
      inner: captured.one('inner'),
    };
  },
);

define(constExpr, choice(capture('bool', token('Boolean')), capture('converter', converter)), (captured) => ({
  bool: captured.convert('bool', (literal) => literal === 'true'),
  converter: captured.one<Call>('converter'),
}));

define(
  comparison,
  sequence(capture('left', valueRule), capture('op', token('OpComparison')), capture('right', valueRule)),
  (captured): Comparison => ({
    left: captured.one<ParsedValue>('left') as ParsedValue,
    op: captured.one<CompareOp>('op') as CompareOp,
    right: captured.one<ParsedValue>('right') as ParsedValue,
  }),
);

const lambdaParameter = choice(
  capture('parameters', token('Lowercase')),
  capture('parameters', token('Underscore')),
);
define(
  lambdaExpr,
  sequence(
    text('('),
    optional(sequence(lambdaParameter, many(sequence(text(','), lambdaParameter)))),
    text(')'),
    token('LambdaArrow'),
    capture('body', lambdaBody),
  ),
  (captured): Lambda => {
    const body = captured.one<Pick<Lambda, 'value' | 'condition'>>('body');
    return {
      parameters: captured.all<string>('parameters'),
      value: body?.value,
      condition: body?.condition,
    };
  },
);
define(
  lambdaBody,
  choice(
    sequence(
      capture('value', valueRule),
      notAhead(choice(token('OpOr'), token('OpAnd'), token('OpComparison'))),
    ),
    capture('condition', booleanExpressionRule),
  ),
  (captured) => ({
    value: captured.one<ParsedValue>('value'),
    condition: captured.one<BooleanExpression>('condition'),
  }),
);

define(
  valueRule,
  choice(
    capture('nil', token('Nil')),
    sequence(capture('literal', mathExprLiteral), notAhead(choice(token('OpAddSub'), token('OpMultDiv')))),
    capture('lambda', lambdaExpr),
    capture('math', mathExpression),
    capture('bytes', token('Bytes')),
    capture('string', token('String')),
    capture('bool', token('Boolean')),
    sequence(capture('enum', token('Uppercase')), notAhead(token('Lowercase'))),
    capture('map', mapValue),
    capture('list', list),
  ),
  buildValue,
);

function buildValue(captured: Captured): ParsedValue {
  const literal = captured.one<MathLiteral>('literal');
  if (literal !== undefined) return { kind: 'literal', literal };
  const lambda = captured.one<Lambda>('lambda');
  if (lambda !== undefined) return { kind: 'lambda', lambda };
  const math = captured.one<MathExpression>('math');
  if (math !== undefined) return { kind: 'math', math };
  const bytes = captured.convert('bytes', bytesLiteral);
  if (bytes !== undefined) return { kind: 'bytes', bytes };
  const string = captured.one<string>('string');
  if (string !== undefined) return { kind: 'string', text: string };
  const bool = captured.one<string>('bool');
  if (bool !== undefined) return { kind: 'bool', bool: bool === 'true' };
  const symbol = captured.one<string>('enum');
  if (symbol !== undefined) return { kind: 'enum', symbol };
  const items = captured.one<{ key: string; value: ParsedValue }[]>('map');
  if (items !== undefined) return { kind: 'map', items };
  const values = captured.one<ParsedValue[]>('list');
  return values === undefined ? { kind: 'nil' } : { kind: 'list', values };
}

define(
  mathExprLiteral,
  choice(
    capture('editor', editor),
    capture('converter', converter),
    capture('float', token('Float')),
    capture('int', token('Int')),
    capture('path', path),
  ),
  (captured): MathLiteral => {
    const editorCall = captured.one<Call>('editor');
    if (editorCall !== undefined) return { kind: 'editor', call: editorCall };
    const converterCall = captured.one<Call>('converter');
    if (converterCall !== undefined) return { kind: 'converter', call: converterCall };
    const float = captured.convert('float', floatLiteral);
    if (float !== undefined) return { kind: 'float', value: float };
    const int = captured.convert('int', intLiteral);
    if (int !== undefined) return { kind: 'int', value: int };
    return { kind: 'path', path: captured.one<ParsedPath>('path') as ParsedPath };
  },
);

define(
  mathExpression,
  sequence(capture('left', addSubTerm), many(capture('right', opAddSubTerm))),
  (captured): MathExpression => ({
    left: captured.one<MathTerm>('left') as MathTerm,
    right: captured.all('right'),
  }),
);
define(opAddSubTerm, sequence(capture('op', token('OpAddSub')), capture('term', addSubTerm)), (captured) => ({
  op: captured.one<MathOp>('op'),
  term: captured.one<MathTerm>('term'),
}));
define(
  addSubTerm,
  sequence(capture('left', mathValue), many(capture('right', opMultDivValue))),
  (captured): MathTerm => ({
    left: captured.one<MathValue>('left') as MathValue,
    right: captured.all('right'),
  }),
);
define(
  opMultDivValue,
  sequence(capture('op', token('OpMultDiv')), capture('value', mathValue)),
  (captured) => ({ op: captured.one<MathOp>('op'), value: captured.one<MathValue>('value') }),
);
define(
  mathValue,
  sequence(
    optional(capture('sign', token('OpAddSub'))),
    choice(
      capture('literal', mathExprLiteral),
      sequence(text('('), capture('inner', mathExpression), text(')')),
    ),
  ),
  (captured): MathValue => ({
    sign: captured.one('sign'),
    literal: captured.one('literal'),
    inner: captured.one('inner'),
  }),
);

define(
  path,
  sequence(
    optional(sequence(capture('context', token('Lowercase')), text('.'))),
    capture('fields', field),
    many(sequence(text('.'), capture('fields', field))),
  ),
  (captured, at): ParsedPath => ({
    context: captured.one('context') ?? '',
    fields: captured.all('fields'),
    at,
  }),
);
define(
  field,
  sequence(capture('name', token('Lowercase')), many(capture('keys', key))),
  (captured): Field => ({ name: captured.one('name') ?? '', keys: captured.all('keys') }),
);
define(
  key,
  sequence(
    text('['),
    choice(
      capture('string', token('String')),
      capture('int', token('Int')),
      capture('math', mathExpression),
      capture('expression', mathExprLiteral),
    ),
    text(']'),
  ),
  (captured): Key => {
    const string = captured.one<string>('string');
    if (string !== undefined) return { kind: 'string', text: string };
    const value = captured.convert('int', intLiteral);
    if (value !== undefined) return { kind: 'int', value };
    return { kind: 'math', math: captured.one<MathExpression>('math') as MathExpression };
  },
);

define(
  list,
  sequence(
    text('['),
    optional(sequence(capture('values', valueRule), many(sequence(text(','), capture('values', valueRule))))),
    text(']'),
  ),
  (captured) => captured.all<ParsedValue>('values'),
);
define(
  mapValue,
  sequence(text('{'), many(sequence(capture('items', mapItem), optional(text(',')))), text('}')),
  (captured) => captured.all('items'),
);
define(
  mapItem,
  sequence(capture('key', token('String')), text(':'), capture('value', valueRule)),
  (captured) => ({ key: captured.one<string>('key'), value: captured.one<ParsedValue>('value') }),
);
