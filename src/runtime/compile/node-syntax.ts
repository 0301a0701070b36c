/**
 * Syntax that TypeScript could compile but Node refuses, because Node only removes types from a file. Reported in
 * Node's own words, so that a program which runs here runs with `node src/main.ts`.
 */
import ts from 'typescript';

export interface SyntaxProblem {
  readonly node: ts.Node;
  readonly code: string;
  readonly message: string;
}

const STRIP_ONLY = 'is not supported in strip-only mode';
const ERASABLE = 'TS1294';

const { getModuleInstanceState } = ts as unknown as {
  /** 0 when the namespace holds types only. */
  getModuleInstanceState(node: ts.ModuleDeclaration): number;
};

/** The problem of this node itself, children aside. Needs a bound file (parents set). */
export function nodeSyntaxProblem(node: ts.Node): SyntaxProblem | undefined {
  const erasable = (what: string, at: ts.Node = node): SyntaxProblem => ({
    node: at,
    code: ERASABLE,
    message: `TypeScript ${what} ${STRIP_ONLY}`,
  });
  switch (node.kind) {
    case ts.SyntaxKind.EnumDeclaration:
      return isAmbient(node) ? undefined : erasable('enum');
    case ts.SyntaxKind.ModuleDeclaration:
      if (isAmbient(node) || getModuleInstanceState(node as ts.ModuleDeclaration) === 0) return undefined;
      return erasable('namespace declaration');
    case ts.SyntaxKind.ImportEqualsDeclaration:
      return (node as ts.ImportEqualsDeclaration).isTypeOnly
        ? undefined
        : erasable('import equals declaration');
    case ts.SyntaxKind.ExportAssignment:
      return (node as ts.ExportAssignment).isExportEquals === true
        ? erasable('export assignment')
        : undefined;
    case ts.SyntaxKind.Parameter: {
      const parameter = node as ts.ParameterDeclaration;
      return ts.isParameterPropertyDeclaration(parameter, parameter.parent)
        ? erasable('parameter property', parameter.name)
        : undefined;
    }
    case ts.SyntaxKind.TypeAssertionExpression:
      return {
        node,
        code: ERASABLE,
        message:
          "The angle-bracket syntax for type assertions, `<T>expr`, is not supported in type strip mode. Instead, use the 'as' syntax: `expr as T`.",
      };
    case ts.SyntaxKind.Decorator:
      return { node, code: 'unsupported-syntax', message: 'Decorators are not supported by Node' };
    case ts.SyntaxKind.AwaitExpression:
      return mayAwait(node) ? undefined : notAsync(node);
    case ts.SyntaxKind.ForOfStatement: {
      const { awaitModifier } = node as ts.ForOfStatement;
      return awaitModifier === undefined || mayAwait(node) ? undefined : notAsync(awaitModifier);
    }
    default:
      return undefined;
  }
}

function notAsync(node: ts.Node): SyntaxProblem {
  return {
    node,
    code: 'TS1308',
    message: "'await' is only allowed within async functions and at the top level of modules",
  };
}

function mayAwait(node: ts.Node): boolean {
  for (let at = node.parent; at !== undefined; at = at.parent) {
    if (ts.isClassStaticBlockDeclaration(at)) return false;
    if (ts.isFunctionLike(at)) return hasModifier(at, ts.SyntaxKind.AsyncKeyword);
  }
  return true;
}

function isAmbient(node: ts.Node): boolean {
  for (let at = node; at !== undefined; at = at.parent) {
    if (hasModifier(at, ts.SyntaxKind.DeclareKeyword)) return true;
  }
  return false;
}

function hasModifier(node: ts.Node, kind: ts.SyntaxKind): boolean {
  return (
    ts.canHaveModifiers(node) && ts.getModifiers(node)?.some((modifier) => modifier.kind === kind) === true
  );
}
