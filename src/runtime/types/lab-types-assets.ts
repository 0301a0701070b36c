/** Vite plugin: makes `virtual:lab-types`, which tells the editor where the packs of declarations are. */
import type { Plugin } from 'vite';
import { typesPackFiles } from './build-types-packs.ts';

const ID = 'virtual:lab-types';
const RESOLVED = `\0${ID}`;

export function labTypesAssets(): Plugin {
  return {
    name: 'lab-types-assets',
    resolveId(id) {
      return id === ID ? RESOLVED : undefined;
    },
    async load(id) {
      if (id !== RESOLVED) return undefined;
      // A page rendered on the server imports the workbench, too, but edits nothing.
      if (this.environment.config.consumer === 'server')
        return `export const typesIndex = { base: '', sets: {} };\n`;
      const { base, sets } = await typesPackFiles();
      const names = new Map<string, string>();
      const urlOf = (path: string): string => {
        const name = names.get(path) ?? `url${names.size}`;
        names.set(path, name);
        return name;
      };
      const located = Object.entries(sets).map(([set, packages]) => {
        const entries = Object.entries(packages).map(([name, { url, further, needs }]) => {
          const second = further === undefined ? '' : `, further: ${urlOf(further)}`;
          return `${JSON.stringify(name)}: { url: ${urlOf(url)}${second}, needs: ${JSON.stringify(needs)} }`;
        });
        return `${JSON.stringify(set)}: { ${entries.join(', ')} }`;
      });
      const index = `export const typesIndex = { base: ${urlOf(base)}, sets: { ${located.join(', ')} } };`;
      const imports = [...names].map(
        ([path, name]) => `import ${name} from ${JSON.stringify(`${path}?url&no-inline`)};`,
      );
      return [...imports, index, ''].join('\n');
    },
  };
}
