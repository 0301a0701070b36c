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

/** Types of values: the reader takes all as text, and the package's own types would come with it. */
const TAGS = `import { map } from './common/map.js';
import { seq } from './common/seq.js';
import { string } from './common/string.js';
export const coreKnownTags = {};
export function getTags(customTags, schema) {
  if (schema !== 'failsafe' || customTags) throw new Error('YAML is only read as texts here');
  return [map, seq, string];
}
`;

/**
 * Leaves out of what is shipped the parts of the `yaml` package that write YAML or type its values: pages only read
 * it, as texts, and its entry pulls in all. A version of the package with other exports fails the build.
 */
export function yamlReader(): Plugin {
  return {
    name: 'yaml-reader',
    apply: 'build',
    load(id) {
      if (this.environment.config.consumer === 'server' || !/\/yaml\/browser\/dist\//.test(id))
        return undefined;
      if (/schema\/tags\.js$/.test(id)) return TAGS;
      const [, names] = WRITING.find(([module]) => module.test(id)) ?? [];
      if (names === undefined) return undefined;
      return names
        .map((name) => `export function ${name}() { throw new Error('YAML is not written here'); }`)
        .join('\n');
    },
  };
}
