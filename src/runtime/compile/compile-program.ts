/** Compiles a lab's program: everything its entry reaches, or the reasons why it can't run. */
import type { Diagnostic, LabFiles } from '../lab-runtime.ts';
import { analyzeFile } from './analyze-file.ts';
import type { AnalyzedFile, ImportUse } from './analyzed-file.ts';
import type { AvailableModules, CompiledModule, CompileResult, ModuleTarget } from './compiled-program.ts';
import { missingNames } from './missing-names.ts';
import { resolveImport } from './resolve-import.ts';

/** Results per file, kept between compilations; a file is compiled again when its text has changed. */
export type FileCache = Map<string, { readonly source: string; readonly analyzed: AnalyzedFile }>;

/**
 * Pure but for the cache. Reports, all at once: syntax errors, syntax Node refuses, imports that lead nowhere, imported
 * names that don't exist at run time, import cycles (modules are linked in the order of their imports, which a cycle
 * doesn't have).
 */
export function compileProgram(
  files: LabFiles,
  entry: string,
  available: AvailableModules,
  cache: FileCache = new Map(),
): CompileResult {
  if (files[entry] === undefined) {
    const message = `The lab has no file ${entry}, which is the one to run`;
    return {
      ok: false,
      diagnostics: [{ code: 'missing-entry', message, location: { file: entry, line: 1, column: 1 } }],
    };
  }
  const program = new ProgramWalk(files, available, cache);
  program.walk(entry);
  program.checkNames();
  if (program.diagnostics.length > 0) return { ok: false, diagnostics: program.diagnostics };
  const modules = program.importsComputed
    ? withOtherFiles(program.modules, files, available, cache)
    : program.modules;
  return { ok: true, program: { entry, modules } };
}

/** Any file may be what a computed `import()` asks for; those that can't run are left out, so that it rejects. */
function withOtherFiles(
  modules: readonly CompiledModule[],
  files: LabFiles,
  available: AvailableModules,
  cache: FileCache,
): readonly CompiledModule[] {
  const all = new Map(modules.map((module) => [module.path, module]));
  for (const path of Object.keys(files)) {
    if (all.has(path) || !/\.(ts|mts|js|mjs|json)$/.test(path) || path.endsWith('.d.ts')) continue;
    const other = new ProgramWalk(files, available, cache);
    other.walk(path);
    other.checkNames();
    if (other.diagnostics.length > 0) continue;
    for (const module of other.modules) if (!all.has(module.path)) all.set(module.path, module);
  }
  return [...all.values()];
}

class ProgramWalk {
  readonly diagnostics: Diagnostic[] = [];
  /** In linking order. */
  readonly modules: CompiledModule[] = [];
  readonly #files: LabFiles;
  readonly #available: AvailableModules;
  readonly #cache: FileCache;
  readonly #analyzed = new Map<string, AnalyzedFile>();
  readonly #targets = new Map<string, Map<ImportUse, ModuleTarget>>();
  /** The static imports that lead from the entry to the file being visited. */
  readonly #open: string[] = [];
  /** Targets of `import()`: entries of their own, which may import statically whoever asks for them. */
  readonly #later: string[] = [];

  constructor(files: LabFiles, available: AvailableModules, cache: FileCache) {
    this.#files = files;
    this.#available = available;
    this.#cache = cache;
  }

  walk(entry: string): void {
    this.#later.push(entry);
    for (let path = this.#later.shift(); path !== undefined; path = this.#later.shift()) this.#visit(path);
  }

  #visit(path: string): void {
    if (this.#analyzed.has(path)) return;
    const analyzed = this.#analyze(path);
    this.#analyzed.set(path, analyzed);
    this.diagnostics.push(...analyzed.diagnostics);
    const targets = new Map<ImportUse, ModuleTarget>();
    this.#targets.set(path, targets);
    this.#open.push(path);
    for (const use of analyzed.imports) {
      const resolved = resolveImport(path, use, this.#files, this.#available);
      if (resolved.kind === 'problem') {
        // The program may catch the rejection of an `import()`.
        if (use.kind === 'dynamic') continue;
        this.diagnostics.push(diagnosticAt(use, resolved.code, resolved.message));
        continue;
      }
      targets.set(use, resolved);
      if (resolved.kind !== 'file') continue;
      if (use.kind === 'dynamic') this.#later.push(resolved.path);
      else if (this.#open.includes(resolved.path)) this.#reportCycle(use, resolved.path);
      else this.#visit(resolved.path);
    }
    this.#open.pop();
    this.modules.push(linkable(path, analyzed, targets));
  }

  get importsComputed(): boolean {
    return [...this.#analyzed.values()].some(({ importsComputed }) => importsComputed);
  }

  checkNames(): void {
    for (const targets of this.#targets.values()) {
      const problems = missingNames(targets, this.#analyzed, this.#targets, this.#available);
      this.diagnostics.push(...problems);
    }
  }

  #analyze(path: string): AnalyzedFile {
    const source = this.#files[path] ?? '';
    const known = this.#cache.get(path);
    if (known?.source === source) return known.analyzed;
    const analyzed = analyzeFile(path, source);
    this.#cache.set(path, { source, analyzed });
    return analyzed;
  }

  #reportCycle(use: ImportUse, target: string): void {
    const ring = [...this.#open.slice(this.#open.indexOf(target)), target];
    const message = `Import cycle: ${ring.join(' → ')}. Move what they share into a file that imports neither`;
    this.diagnostics.push(diagnosticAt(use, 'import-cycle', message));
  }
}

function diagnosticAt(use: ImportUse, code: string, message: string): Diagnostic {
  return { code, message, location: use.location, ...(use.end === undefined ? {} : { end: use.end }) };
}

function linkable(
  path: string,
  analyzed: AnalyzedFile,
  targets: ReadonlyMap<ImportUse, ModuleTarget>,
): CompiledModule {
  const bySpecifier = new Map<string, ModuleTarget>();
  const dynamic: Record<string, ModuleTarget> = {};
  for (const [use, target] of targets) {
    if (use.kind === 'dynamic') dynamic[use.specifier] = target;
    else bySpecifier.set(use.specifier, target);
  }
  return {
    path,
    chunks: analyzed.chunks,
    targets: analyzed.specifiers.flatMap((specifier) => bySpecifier.get(specifier) ?? []),
    dynamic,
    map: analyzed.map,
  };
}
