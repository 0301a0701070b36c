/** The files that a compiled program needs in its folder besides the lab's own. */
import type { CompiledModule, CompiledProgram, ModuleTarget } from '../compile/compiled-program.ts';
import type { LabFiles } from '../lab-runtime.ts';
import type { ModuleSetup } from './relay/program-messages.ts';

export interface ProgramFiles {
  readonly files: LabFiles;
  /** What Node runs, relative to the lab's folder. */
  readonly start: string;
  readonly modules: Readonly<Record<string, ModuleSetup>>;
}

/** Beside the lab's files, under a name that labs don't have. */
const FOLDER = '.otlp';
const START = `${FOLDER}/start.mjs`;

export function programFiles({ modules }: CompiledProgram): ProgramFiles {
  const files: Record<string, string> = {
    // `import()` is relative to the module in which it stands: packages are found from here.
    [START]: `globalThis.__labBegin((specifier) => import(specifier));\n`,
  };
  const setups: Record<string, ModuleSetup> = {};
  for (const module of modules) {
    const compiled = `${FOLDER}/${compiledName(module.path)}`;
    const map = `${FOLDER}/maps/${module.path}.json`;
    files[compiled] = linked(module);
    if (module.map !== '') files[map] = module.map;
    const later = Object.entries(module.dynamic).flatMap(([specifier, target]) =>
      target.kind === 'file' ? [[specifier, target.path] as const] : [],
    );
    setups[module.path] = {
      compiled,
      ...(module.map === '' ? {} : { map }),
      ...(later.length === 0 ? {} : { later: Object.fromEntries(later) }),
    };
  }
  return { files, start: START, modules: setups };
}

/** An ES module whatever the lab's package.json says. */
function compiledName(path: string): string {
  return `modules/${path}.mjs`;
}

function linked({ path, chunks, targets }: CompiledModule): string {
  return chunks
    .map((chunk, at) => {
      const target = targets[at];
      return target === undefined ? chunk : chunk + JSON.stringify(specifierOf(target, path));
    })
    .join('');
}

function specifierOf(target: ModuleTarget, from: string): string {
  switch (target.kind) {
    case 'builtin':
      return `node:${target.name}`;
    case 'package':
      return target.specifier;
    case 'file': {
      const up = '../'.repeat(from.split('/').length - 1);
      // Specifiers are URLs.
      return encodeURI(`./${up}${target.path}.mjs`).replace(/[?#]/g, encodeURIComponent);
    }
  }
}
