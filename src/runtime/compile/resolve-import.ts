/** Resolves import specifiers by Node's rules for ES modules: full file names, packages by name, `node:` built-ins. */
import type { LabFiles } from '../lab-runtime.ts';
import type { ImportUse } from './analyzed-file.ts';
import type { AvailableModules, ModuleTarget } from './compiled-program.ts';

export type ResolvedImport =
  | ModuleTarget
  | { readonly kind: 'problem'; readonly code: string; readonly message: string };

const UNKNOWN = 'unknown-import';

export function resolveImport(
  importer: string,
  use: Pick<ImportUse, 'specifier' | 'kind' | 'attribute'>,
  files: LabFiles,
  available: AvailableModules,
): ResolvedImport {
  const { specifier } = use;
  if (/^\.\.?\//.test(specifier)) return resolveFile(importer, use, files);
  if (specifier.startsWith('node:') || available.builtins.includes(specifier)) {
    const name = specifier.replace(/^node:/, '');
    if (available.builtins.includes(name)) return { kind: 'builtin', name };
    const offered = available.builtins.map((builtin) => `node:${builtin}`).join(', ');
    return problem(UNKNOWN, `Cannot find '${specifier}'. Built-in modules available here: ${offered}`);
  }
  if (Object.hasOwn(available.packages, specifier)) return { kind: 'package', specifier };
  if (/^[a-z]+:/i.test(specifier) || specifier.startsWith('/')) {
    return problem(
      UNKNOWN,
      `Cannot import '${specifier}': import lab files by relative path ('./name.ts') and packages by name`,
    );
  }
  return problem(UNKNOWN, `Cannot find package '${specifier}'. ${remedyFor(specifier, available)}`);
}

function remedyFor(specifier: string, { packages, addable = {} }: AvailableModules): string {
  const name = specifier
    .split('/')
    .slice(0, specifier.startsWith('@') ? 2 : 1)
    .join('/');
  const version = Object.hasOwn(addable, name) ? addable[name] : undefined;
  if (version !== undefined) return `Add "${name}": "${version}" to the dependencies in package.json`;
  const offered = Object.keys(packages).join(', ');
  const further = Object.keys(addable).join(', ');
  return `Packages available in this lab: ${offered || 'none'}${further && `; when package.json names them, also: ${further}`}`;
}

function resolveFile(
  importer: string,
  use: Pick<ImportUse, 'specifier' | 'kind' | 'attribute'>,
  files: LabFiles,
): ResolvedImport {
  const { specifier } = use;
  const path = join(importer, specifier);
  if (path === undefined) return problem(UNKNOWN, `'${specifier}' leads out of the lab's folder`);
  if (files[path] === undefined) {
    const meant = [`${path}.ts`, path.replace(/\.m?js$/, '.ts'), `${path}/index.ts`].find(
      (candidate) => files[candidate] !== undefined,
    );
    const remedy =
      meant === undefined
        ? `Files in the lab: ${Object.keys(files).filter(isImportable).join(', ')}`
        : `Write the full file name: '${relative(importer, meant)}'`;
    return problem(UNKNOWN, `Cannot find '${specifier}' (${path}). ${remedy}`);
  }
  if (!isImportable(path)) {
    return problem(UNKNOWN, `'${specifier}' can't be imported: modules end in .ts, .mts, .js, .mjs or .json`);
  }
  if (path.endsWith('.json') && use.kind === 'static' && use.attribute !== 'json') {
    return problem(
      'missing-import-attribute',
      `'${specifier}' needs an import attribute: import … from '${specifier}' with { type: 'json' }`,
    );
  }
  return { kind: 'file', path };
}

function isImportable(path: string): boolean {
  return /\.(m?ts|m?js|json)$/.test(path) && !path.endsWith('.d.ts');
}

/** The path a relative specifier names, or `undefined` when it leaves the lab's folder. */
function join(importer: string, specifier: string): string | undefined {
  const parts = importer.split('/').slice(0, -1);
  for (const part of specifier.split('/')) {
    if (part === '..') {
      if (parts.pop() === undefined) return undefined;
    } else if (part !== '.') parts.push(part);
  }
  return parts.join('/');
}

/** How the importer writes the path. */
function relative(importer: string, path: string): string {
  const from = importer.split('/').slice(0, -1);
  const to = path.split('/');
  while (from.length > 0 && from[0] === to[0]) {
    from.shift();
    to.shift();
  }
  return `${from.length === 0 ? './' : '../'.repeat(from.length)}${to.join('/')}`;
}

function problem(code: string, message: string): ResolvedImport {
  return { kind: 'problem', code, message };
}
