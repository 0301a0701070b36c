import type { Plugin } from 'vite';

/** The parts of `yaml` that write text, and what they export. */
const WRITING: readonly (readonly [module: RegExp, exports: readonly string[]])[] = [
  [/stringify\/foldFlowLines\.js$/, ['FOLD_BLOCK', 'FOLD_FLOW', 'FOLD_QUOTED', 'foldFlowLines']],
  [/stringify\/stringify\.js$/, ['createStringifyContext', 'stringify']],
  [/stringify\/stringifyCollection\.js$/, ['stringifyCollection']],
  [/stringify\/stringifyComment\.js$/, ['indentComment', 'lineComment', 'stringifyComment']],
  [/stringify\/stringifyDocument\.js$/, ['stringifyDocument']],
  [/stringify\/stringifyNumber\.js$/, ['stringifyNumber']],
  [/stringify\/stringifyPair\.js$/, ['stringifyPair']],
  [/stringify\/stringifyString\.js$/, ['stringifyString']],
  [/parse\/cst-stringify\.js$/, ['stringify']],
  [/parse\/cst-visit\.js$/, ['visit']],
];

/**
 * Leaves out of what is shipped the parts of the `yaml` package that write YAML: pages only read it, and its entry
 * pulls in both. A version of the package with other exports fails the build.
 */
export function yamlReader(): Plugin {
  return {
    name: 'yaml-reader',
    apply: 'build',
    load(id) {
      if (this.environment.config.consumer === 'server' || !/\/yaml\/browser\/dist\//.test(id))
        return undefined;
      const [, names] = WRITING.find(([module]) => module.test(id)) ?? [];
      if (names === undefined) return undefined;
      return names
        .map((name) => `export function ${name}() { throw new Error('YAML is not written here'); }`)
        .join('\n');
    },
  };
}
