/**
 * Turns what only a module loader can answer into calls of it: `import(x)` becomes `__labImport(path, x)`,
 * `import.meta` becomes `__labMeta(path)`. Import attributes are taken off (they have been checked), because a JSON
 * module is linked as a script.
 */
import ts from 'typescript';

export function runtimeCalls(path: string, source: string): ts.TransformerFactory<ts.SourceFile>[] {
  if (!/\bimport\s*[(.]|\bimport\s*\/|\bwith\b/.test(source)) return [];
  return [
    (context) => {
      const { factory } = context;
      const call = (name: string, original: ts.Node, args: readonly ts.Expression[]): ts.Expression =>
        ts.setTextRange(
          factory.createCallExpression(factory.createIdentifier(name), undefined, [
            factory.createStringLiteral(path),
            ...args,
          ]),
          original,
        );
      const visit = (node: ts.Node): ts.Node => {
        if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword) {
          const args = node.arguments.map((argument) => ts.visitNode(argument, visit, ts.isExpression));
          return call('__labImport', node, args);
        }
        if (ts.isMetaProperty(node) && node.keywordToken === ts.SyntaxKind.ImportKeyword) {
          return call('__labMeta', node, []);
        }
        if (ts.isImportDeclaration(node) && node.attributes !== undefined) {
          return factory.updateImportDeclaration(
            node,
            node.modifiers,
            node.importClause,
            node.moduleSpecifier,
            undefined,
          );
        }
        if (ts.isExportDeclaration(node) && node.attributes !== undefined) {
          return factory.updateExportDeclaration(
            node,
            node.modifiers,
            node.isTypeOnly,
            node.exportClause,
            node.moduleSpecifier,
            undefined,
          );
        }
        return ts.visitEachChild(node, visit, context);
      };
      return (file) => ts.visitNode(file, visit, ts.isSourceFile);
    },
  ];
}
