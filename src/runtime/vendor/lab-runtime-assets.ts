/**
 * Vite plugin: makes `virtual:lab-runtime`, which tells the embedded runtime the URLs of what it fetches — the parts of
 * the labs' packages, the sandbox's boot script, the database. In a build all are emitted as content-hashed assets.
 */
import type { Plugin } from 'vite';
import type { PackageSetName } from '../packages/package-sets.ts';
import { databaseAssets } from './build-database.ts';
import { SANDBOX_FOLDER, sandboxBootFile } from './build-sandbox-boot.ts';
import { vendorSetFiles } from './build-vendor-sets.ts';
import { filesUnder } from './cached-build.ts';
import { licenceNotices } from './licences.ts';

const ID = 'virtual:lab-runtime';
const RESOLVED = `\0${ID}`;
/** The index of one package set: a lab needs one of them. */
const SET = `${ID}/`;

export function labRuntimeAssets(): Plugin {
  return {
    name: 'lab-runtime-assets',
    config() {
      // Found only when the compile worker starts, they would make the development server reload the page in a run.
      return { optimizeDeps: { include: ['typescript', 'es-module-lexer/js'] } };
    },
    resolveId(id) {
      return id === ID || id.startsWith(SET) ? `\0${id}` : undefined;
    },
    async load(id) {
      if (id.startsWith(`\0${SET}`)) return setIndex(id.slice(SET.length + 1));
      if (id !== RESOLVED) return undefined;
      // A page rendered on the server imports the workbench, too, but runs no lab.
      if (this.environment.config.consumer === 'server') {
        return `export const vendorIndexes = {};\nexport const databaseUrls = {};\nexport const sandboxBootUrl = '';\n`;
      }
      const [sets, boot, database] = await Promise.all([
        vendorSetFiles(),
        sandboxBootFile(),
        databaseAssets(),
      ]);
      for (const file of filesUnder(SANDBOX_FOLDER)) this.addWatchFile(file);
      const urls = new UrlImports();
      const indexes = Object.keys(sets).map(
        (set) => `${JSON.stringify(set)}: () => import(${JSON.stringify(`${SET}${set}`)})`,
      );
      const files = Object.entries(database).map(([name, path]) => `${name}: ${urls.of(path)}`);
      return urls.module(
        `export const vendorIndexes = { ${indexes.join(', ')} };`,
        `export const databaseUrls = { ${files.join(', ')} };`,
        `export const sandboxBootUrl = ${urls.of(boot)};`,
      );
    },
    generateBundle() {
      if (this.environment.config.consumer === 'server') return;
      this.emitFile({ type: 'asset', fileName: 'licences.txt', source: licenceNotices() });
    },
  };
}

async function setIndex(set: string): Promise<string> {
  const { parts, packages } = (await vendorSetFiles())[set as PackageSetName];
  const urls = new UrlImports();
  return urls.module(
    `export const parts = [${parts.map((path) => urls.of(path)).join()}];`,
    `export const packages = ${JSON.stringify(packages)};`,
  );
}

/** Files whose URLs a module of ours tells. */
class UrlImports {
  readonly #lines: string[] = [];

  of(path: string): string {
    this.#lines.push(`import url${this.#lines.length} from ${JSON.stringify(`${path}?url&no-inline`)};`);
    return `url${this.#lines.length - 1}`;
  }

  module(...exported: readonly string[]): string {
    return [...this.#lines, ...exported, ''].join('\n');
  }
}
