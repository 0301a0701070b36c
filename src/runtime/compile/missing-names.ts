/** Finds imported names that the target doesn't export at run time: typing errors, and types imported as values. */
import type { Diagnostic } from '../lab-runtime.ts';
import type { AnalyzedFile, ImportUse } from './analyzed-file.ts';
import type { AvailableModules, ModuleTarget } from './compiled-program.ts';

type Targets = ReadonlyMap<ImportUse, ModuleTarget>;

export function missingNames(
  targets: Targets,
  analyzed: ReadonlyMap<string, AnalyzedFile>,
  targetsByFile: ReadonlyMap<string, Targets>,
  available: AvailableModules,
): Diagnostic[] {
  const names = new ExportedNames(analyzed, targetsByFile, available);
  const diagnostics: Diagnostic[] = [];
  for (const [use, target] of targets) {
    for (const imported of use.names) {
      const found = names.lookup(target, imported.name);
      if (found === 'value' || found === 'unknown') continue;
      diagnostics.push({
        location: imported.location,
        ...(imported.end === undefined ? {} : { end: imported.end }),
        ...(found === 'type'
          ? { code: 'TS1484', message: typeMessage(imported.name) }
          : { code: 'missing-export', message: missingMessage(target, use.specifier, imported.name) }),
      });
    }
  }
  return diagnostics;
}

type Found = 'value' | 'type' | 'missing' | 'unknown';

class ExportedNames {
  readonly #analyzed: ReadonlyMap<string, AnalyzedFile>;
  readonly #targetsByFile: ReadonlyMap<string, Targets>;
  readonly #available: AvailableModules;

  constructor(
    analyzed: ReadonlyMap<string, AnalyzedFile>,
    targetsByFile: ReadonlyMap<string, Targets>,
    available: AvailableModules,
  ) {
    this.#analyzed = analyzed;
    this.#targetsByFile = targetsByFile;
    this.#available = available;
  }

  lookup(target: ModuleTarget, name: string): Found {
    if (target.kind === 'builtin') return 'unknown';
    if (target.kind === 'package') {
      const exported = this.#available.packages[target.specifier];
      if (exported === null || exported === undefined) return 'unknown';
      return exported.includes(name) ? 'value' : 'missing';
    }
    const file = this.#analyzed.get(target.path);
    // A file with errors of its own tells nothing about its exports.
    if (file === undefined || file.diagnostics.length > 0) return 'unknown';
    const { values, types, passedOn, stars } = file.exports;
    if (values.includes(name)) return 'value';
    if (types.includes(name)) return 'type';
    const passed = passedOn.find((candidate) => candidate.name === name);
    if (passed !== undefined) return this.#lookupIn(target.path, passed.specifier, passed.imported);
    if (name === 'default') return 'missing';
    let best: Found = 'missing';
    for (const specifier of stars) {
      const found = this.#lookupIn(target.path, specifier, name);
      if (found === 'value') return found;
      if (found !== 'missing') best = found;
    }
    return best;
  }

  #lookupIn(importer: string, specifier: string, name: string): Found {
    for (const [use, target] of this.#targetsByFile.get(importer) ?? []) {
      if (use.specifier === specifier && use.kind === 'static') return this.lookup(target, name);
    }
    return 'unknown';
  }
}

function typeMessage(name: string): string {
  return `'${name}' is a type: write \`import { type ${name} }\` or \`import type { ${name} }\`, because Node removes types without looking at other files`;
}

function missingMessage(target: ModuleTarget, specifier: string, name: string): string {
  const message = `The requested module '${specifier}' does not provide an export named '${name}'`;
  return target.kind === 'package'
    ? `${message}. If it is a type, write \`import { type ${name} }\``
    : message;
}
