import { OttlError } from './ottl-error.ts';
import type { Parser } from './parser.ts';
import { parseCondition, parseStatement, parseValueExpression } from './syntax/parse.ts';
import { type Visitor, visitCondition, visitStatement, visitValue } from './syntax/visit.ts';

/** The more special context comes first (context_inferrer.go). */
const PRIORITY = [
  'log',
  'exemplar',
  'datapoint',
  'metric',
  'spanevent',
  'span',
  'profile',
  'scope',
  'instrumentation_scope',
  'resource',
];

export interface InferenceInput {
  readonly statements?: readonly string[];
  readonly conditions?: readonly string[];
  readonly valueExpressions?: readonly string[];
}

/**
 * The context texts are for: the most special one their paths name; or, where that lacks a function or symbol they use,
 * the most special one that reaches its paths and has all. '' where no path names a context. Throws OttlError where no
 * context has all functions and symbols, and where a text can't be parsed.
 */
export function inferContext(parsers: ReadonlyMap<string, Parser>, input: InferenceInput): string {
  const { paths, functions, enums } = hints(input);
  let inferred = '';
  for (const named of paths) {
    if (inferred === '' || priority(named) < priority(inferred)) inferred = named;
  }
  if (inferred === '' || (functions.size === 0 && enums.size === 0)) return inferred;
  const reason = whyNot(parsers, inferred, functions, enums);
  if (reason === undefined) return inferred;
  const lower = [...parsers]
    .filter(([name, parser]) => name !== inferred && parser.options.context.pathNames.includes(inferred))
    .map(([name]) => name)
    .sort((left, right) => priority(left) - priority(right))
    .find((name) => whyNot(parsers, name, functions, enums) === undefined);
  if (lower === undefined || !parsers.has(inferred)) throw new OttlError(reason);
  return lower;
}

function priority(context: string): number {
  const place = PRIORITY.indexOf(context);
  return place < 0 ? PRIORITY.length : place;
}

function whyNot(
  parsers: ReadonlyMap<string, Parser>,
  name: string,
  functions: ReadonlySet<string>,
  enums: ReadonlySet<string>,
): string | undefined {
  const parser = parsers.get(name);
  if (parser === undefined) return `inferred context "${name}" is not a valid candidate`;
  for (const used of functions) {
    if (!parser.options.functions.has(used)) {
      return `inferred context "${name}" does not support the function "${used}"`;
    }
  }
  const known = parser.options.context.enums;
  for (const symbol of enums) {
    if (typeof known === 'string' || !known.has(symbol)) {
      return `inferred context "${name}" does not support the enum symbol "${symbol}"`;
    }
  }
  return undefined;
}

function hints(input: InferenceInput): { paths: string[]; functions: Set<string>; enums: Set<string> } {
  const paths: string[] = [];
  const functions = new Set<string>();
  const enums = new Set<string>();
  const visitor: Visitor = {
    path: (path) => paths.push(path.context),
    editor: ({ name }) => functions.add(name),
    converter: ({ name }) => functions.add(name),
    value: (value) => {
      if (value.kind === 'enum') enums.add(value.symbol);
    },
  };
  for (const text of input.statements ?? []) visitStatement(parseStatement(text), visitor);
  for (const text of input.conditions ?? []) visitCondition(parseCondition(text), visitor);
  for (const text of input.valueExpressions ?? []) visitValue(parseValueExpression(text), visitor);
  return { paths, functions, enums };
}
