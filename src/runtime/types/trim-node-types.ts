/**
 * The part of `@types/node` that labs can use. Whole it is 480 kB gzip, most of it of modules the sandbox can't have;
 * what is offered, and what the declarations of that use in turn, is a fifth. Declarations are taken as they are.
 */
import { dirname, join, relative } from 'node:path';
import ts from 'typescript';
import { NODE_GLOBALS, NODE_MODULES, NODE_MODULES_BESIDE } from './offered-in-node.ts';
import { shortenComments } from './shorten-comments.ts';

/** Of undici, `fetch` and what is passed to it. */
const UNDICI_FILES = /\/(fetch|formdata|header|readable|webidl|websocket|utility)\.d\.ts$/;

/** The kept files by their path under `node_modules`. `folder` is that of `@types/node`. */
export function trimNodeTypes(folder: string): ReadonlyMap<string, string> {
  const program = ts.createProgram([join(folder, 'index.d.ts')], {
    lib: ['lib.es2024.d.ts'],
    module: ts.ModuleKind.NodeNext,
    moduleResolution: ts.ModuleResolutionKind.NodeNext,
    types: [],
    skipLibCheck: true,
  });
  const files = program.getSourceFiles().filter((file) => !program.isSourceFileDefaultLibrary(file));
  const kept = reachable(program.getTypeChecker(), files);
  const modulesFolder = dirname(dirname(folder));
  const trimmed = new Map<string, string>();
  for (const file of files) {
    const text = printKept(file, kept);
    if (text !== '') trimmed.set(relative(modulesFolder, file.fileName), shortenComments(text));
  }
  const index = join(folder, 'index.d.ts');
  trimmed.set(
    relative(modulesFolder, index),
    printIndex(program.getSourceFile(index), trimmed, folder, modulesFolder),
  );
  return trimmed;
}

/** Libraries and files of the index that are left. */
function printIndex(
  index: ts.SourceFile | undefined,
  trimmed: ReadonlyMap<string, string>,
  folder: string,
  modulesFolder: string,
): string {
  const libraries =
    index?.libReferenceDirectives.map(({ fileName }) => `/// <reference lib="${fileName}" />`) ?? [];
  const paths = index?.referencedFiles.map(({ fileName }) => fileName) ?? [];
  const left = paths.filter((path) => trimmed.has(relative(modulesFolder, join(folder, path))));
  return [...libraries, ...left.map((path) => `/// <reference path="${path}" />`), ''].join('\n');
}

/** Statements and import names that are offered, and those they name, and so on. */
function reachable(checker: ts.TypeChecker, files: readonly ts.SourceFile[]): ReadonlySet<ts.Node> {
  const ours = new Set(files);
  const kept = new Set<ts.Node>();
  const waiting: ts.Node[] = [];
  const keep = (node: ts.Node): void => {
    const unit = unitOf(node);
    if (unit === undefined || kept.has(unit) || !ours.has(unit.getSourceFile()) || !isAllowed(unit)) return;
    kept.add(unit);
    waiting.push(unit);
    const assigned = exportAssignment(unit);
    if (assigned !== undefined) keep(assigned);
  };
  const visit = (node: ts.Node): void => {
    if (ts.isIdentifier(node)) {
      const symbol = checker.getSymbolAtLocation(node);
      for (const declaration of symbol?.declarations ?? []) keep(declaration);
      if (symbol !== undefined && (symbol.flags & ts.SymbolFlags.Alias) !== 0) {
        for (const declaration of checker.getAliasedSymbol(symbol).declarations ?? []) keep(declaration);
      }
    }
    ts.forEachChild(node, visit);
  };
  for (const file of files) for (const root of roots(file, undefined)) keep(root);
  for (let unit = waiting.pop(); unit !== undefined; unit = waiting.pop()) visit(unit);
  const used = new Set([...kept].map((unit) => unit.getSourceFile()));
  for (const statement of files.flatMap((file) => [...file.statements])) {
    if (passesOn(statement, used, checker)) kept.add(statement);
  }
  return kept;
}

/** `export * from './file'` of a file of which something is kept. */
function passesOn(
  statement: ts.Statement,
  used: ReadonlySet<ts.SourceFile>,
  checker: ts.TypeChecker,
): boolean {
  if (!ts.isExportDeclaration(statement) || statement.exportClause !== undefined) return false;
  const { moduleSpecifier } = statement;
  const target = moduleSpecifier && checker.getSymbolAtLocation(moduleSpecifier)?.valueDeclaration;
  return target !== undefined && ts.isSourceFile(target) && used.has(target);
}

/** What is offered in a file, or in a block of one: `offered` are the names asked of it. */
function roots(
  block: ts.SourceFile | ts.ModuleBlock,
  offered: 'all' | readonly string[] | undefined,
): ts.Node[] {
  const found: ts.Node[] = [];
  for (const statement of block.statements) {
    if (ts.isModuleDeclaration(statement)) {
      const body = statement.body;
      if (body === undefined || !ts.isModuleBlock(body)) continue;
      if (ts.isStringLiteral(statement.name)) {
        const name = statement.name.text;
        const names = NODE_MODULES[name.replace(/^node:/, '')];
        if (names !== undefined) found.push(...roots(body, name.startsWith('node:') ? names : 'all'));
      } else if (statement.name.text === 'global') {
        found.push(...roots(body, NODE_GLOBALS));
      } else if (offered === 'all' || (offered ?? NODE_GLOBALS).includes(statement.name.text)) {
        if (statement.name.text !== 'NodeJS') found.push(...roots(body, 'all'));
      }
      continue;
    }
    const names = offered ?? (ts.isExternalModule(statement.getSourceFile()) ? [] : NODE_GLOBALS);
    const isExport =
      ts.isExportAssignment(statement) || (ts.isExportDeclaration(statement) && names.length > 0);
    if (isExport || (names === 'all' && !ts.isImportDeclaration(statement))) found.push(statement);
    else if (names !== 'all' && declaredNames(statement).some((name) => names.includes(name)))
      found.push(statement);
  }
  return found;
}

function declaredNames(statement: ts.Statement): string[] {
  if (ts.isVariableStatement(statement)) {
    return statement.declarationList.declarations.map(({ name }) => name.getText());
  }
  const { name } = statement as { readonly name?: ts.Node };
  return name !== undefined && ts.isIdentifier(name) ? [name.text] : [];
}

/** The smallest part that is kept or dropped as a whole; `undefined` for what only contains such parts. */
function unitOf(node: ts.Node): ts.Node | undefined {
  for (let at = node; at !== undefined; at = at.parent) {
    if (ts.isImportSpecifier(at) || ts.isNamespaceImport(at)) return at;
    if (ts.isModuleDeclaration(at) || ts.isSourceFile(at)) return undefined;
    if (ts.isImportClause(at)) return at;
    if (at.parent !== undefined && (ts.isModuleBlock(at.parent) || ts.isSourceFile(at.parent))) return at;
  }
  return undefined;
}

function moduleOf(node: ts.Node): ts.ModuleDeclaration | undefined {
  for (let at: ts.Node | undefined = node; at !== undefined; at = at.parent) {
    if (ts.isModuleDeclaration(at) && ts.isStringLiteral(at.name)) return at;
  }
  return undefined;
}

function isAllowed(unit: ts.Node): boolean {
  const { fileName } = unit.getSourceFile();
  if (fileName.includes('/undici-types/')) return UNDICI_FILES.test(fileName);
  const name = moduleOf(unit)?.name.text.replace(/^node:/, '');
  return name === undefined || NODE_MODULES[name] !== undefined || NODE_MODULES_BESIDE.includes(name);
}

/** `export = …` of the unit's module: without it nothing of the module could be imported. */
function exportAssignment(unit: ts.Node): ts.Node | undefined {
  const body = moduleOf(unit)?.body;
  return body !== undefined && ts.isModuleBlock(body)
    ? body.statements.find(ts.isExportAssignment)
    : undefined;
}

function printKept(file: ts.SourceFile, kept: ReadonlySet<ts.Node>): string {
  const text = file.text;
  const printBlock = (block: ts.SourceFile | ts.ModuleBlock): string =>
    block.statements
      .map((statement) => print(statement))
      .filter((part) => part !== '')
      .join('\n');
  const print = (statement: ts.Statement): string => {
    if (
      ts.isModuleDeclaration(statement) &&
      statement.body !== undefined &&
      ts.isModuleBlock(statement.body)
    ) {
      const inside = printBlock(statement.body);
      return inside === ''
        ? ''
        : `${text.slice(statement.getFullStart(), statement.body.getStart(file) + 1)}\n${inside}\n}`;
    }
    if (ts.isImportDeclaration(statement)) return printImport(statement);
    return kept.has(statement) ? text.slice(statement.getFullStart(), statement.end) : '';
  };
  const printImport = ({ importClause, moduleSpecifier }: ts.ImportDeclaration): string => {
    const bindings = importClause?.namedBindings;
    const from = `from ${moduleSpecifier.getText(file)};`;
    if (bindings === undefined)
      return importClause !== undefined && kept.has(importClause)
        ? `import ${importClause.getText(file)} ${from}`
        : '';
    if (ts.isNamespaceImport(bindings))
      return kept.has(bindings) ? `import ${bindings.getText(file)} ${from}` : '';
    const names = bindings.elements
      .filter((element) => kept.has(element))
      .map((element) => element.getText(file));
    return names.length === 0 ? '' : `import { ${names.join(', ')} } ${from}`;
  };
  const body = printBlock(file);
  if (body === '') return '';
  // Without this a file that lost its imports would become a script, and its contents global.
  const marker = ts.isExternalModule(file) && !/^export /m.test(body) ? '\nexport {};' : '';
  return `${body}${marker}\n`;
}
