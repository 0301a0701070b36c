/** Reads off a bound source file what it imports and exports at run time. */
import ts from 'typescript';
import type { DiagnosticRange, FileExports, ImportedName, ImportUse } from './analyzed-file.ts';

/** Fields the binder fills in; not in TypeScript's public types. */
interface BoundSourceFile {
  readonly locals?: ReadonlyMap<ts.__String, ts.Symbol>;
  readonly symbol?: ts.Symbol;
}

export type RangeOf = (node: ts.Node) => DiagnosticRange;

export function staticImport(statement: ts.Statement, rangeOf: RangeOf): ImportUse | undefined {
  if (!ts.isImportDeclaration(statement) && !ts.isExportDeclaration(statement)) return undefined;
  const { moduleSpecifier } = statement;
  if (moduleSpecifier === undefined || !ts.isStringLiteral(moduleSpecifier)) return undefined;
  const names: ImportedName[] = [];
  if (ts.isImportDeclaration(statement)) {
    const clause = statement.importClause;
    if (clause?.phaseModifier === ts.SyntaxKind.TypeKeyword) return undefined;
    if (clause?.name !== undefined) names.push({ name: 'default', ...rangeOf(clause.name) });
    if (clause?.namedBindings !== undefined && ts.isNamedImports(clause.namedBindings)) {
      addNames(names, clause.namedBindings.elements, rangeOf);
    }
  } else {
    if (statement.isTypeOnly) return undefined;
    if (statement.exportClause !== undefined && ts.isNamedExports(statement.exportClause)) {
      addNames(names, statement.exportClause.elements, rangeOf);
    }
  }
  const attribute = statement.attributes?.elements.find((element) => element.name.text === 'type')?.value;
  return {
    specifier: moduleSpecifier.text,
    kind: 'static',
    names,
    ...(attribute !== undefined && ts.isStringLiteral(attribute) ? { attribute: attribute.text } : {}),
    ...rangeOf(moduleSpecifier),
  };
}

function addNames(
  names: ImportedName[],
  elements: readonly (ts.ImportSpecifier | ts.ExportSpecifier)[],
  rangeOf: RangeOf,
): void {
  for (const element of elements) {
    if (!element.isTypeOnly) {
      names.push({ name: (element.propertyName ?? element.name).text, ...rangeOf(element.name) });
    }
  }
}

/** Exports of the file, and the `export { T }` of types, which Node would take for values. */
export function moduleExports(file: ts.SourceFile): {
  readonly exports: FileExports;
  readonly typesExportedAsValues: readonly ts.ExportSpecifier[];
} {
  const bound = file as unknown as BoundSourceFile;
  const values: string[] = [];
  const types: string[] = [];
  const passedOn: { name: string; specifier: string; imported: string }[] = [];
  const stars: string[] = [];
  const typesExportedAsValues: ts.ExportSpecifier[] = [];

  for (const [key, symbol] of bound.symbol?.exports ?? []) {
    if (key === ts.InternalSymbolName.ExportStar) continue;
    const name = ts.unescapeLeadingUnderscores(key);
    if ((symbol.flags & ts.SymbolFlags.Value) !== 0) values.push(name);
    else if ((symbol.flags & ts.SymbolFlags.Alias) === 0) types.push(name);
    else {
      const declaration = symbol.declarations?.[0];
      if (declaration === undefined) continue;
      if (!ts.isExportSpecifier(declaration)) {
        // `export default expression`, `export * as name from`
        values.push(name);
        continue;
      }
      const specifier = declaration.parent.parent.moduleSpecifier;
      const imported = (declaration.propertyName ?? declaration.name).text;
      if (declaration.isTypeOnly || declaration.parent.parent.isTypeOnly) types.push(name);
      else if (specifier !== undefined && ts.isStringLiteral(specifier)) {
        passedOn.push({ name, specifier: specifier.text, imported });
      } else if (isTypeOnlyLocal(bound.locals?.get(ts.escapeLeadingUnderscores(imported)))) {
        types.push(name);
        typesExportedAsValues.push(declaration);
      } else values.push(name);
    }
  }
  for (const statement of file.statements) {
    if (
      ts.isExportDeclaration(statement) &&
      !statement.isTypeOnly &&
      statement.exportClause === undefined &&
      statement.moduleSpecifier !== undefined &&
      ts.isStringLiteral(statement.moduleSpecifier)
    ) {
      stars.push(statement.moduleSpecifier.text);
    }
  }
  return { exports: { values, types, passedOn, stars }, typesExportedAsValues };
}

function isTypeOnlyLocal(symbol: ts.Symbol | undefined): boolean {
  if (symbol === undefined || (symbol.flags & ts.SymbolFlags.Value) !== 0) return false;
  if ((symbol.flags & ts.SymbolFlags.Alias) === 0) return true;
  return symbol.declarations?.some((declaration) => ts.isTypeOnlyImportDeclaration(declaration)) === true;
}
