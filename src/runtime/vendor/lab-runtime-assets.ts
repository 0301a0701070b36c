/**
 * Vite plugin: makes `virtual:lab-runtime`, which tells the embedded runtime the URLs of what it fetches — the parts of
 * the labs' packages, the sandbox's boot script, the database. In a build all are emitted as content-hashed assets.
 */
import type { Plugin } from 'vite';
import { databaseAssets } from './build-database.ts';
import { SANDBOX_FOLDER, sandboxBootFile } from './build-sandbox-boot.ts';
import { vendorSetFiles } from './build-vendor-sets.ts';
import { filesUnder } from './cached-build.ts';
import { licenceNotices } from './licences.ts';

const ID = 'virtual:lab-runtime';
const RESOLVED = `\0${ID}`;

export function labRuntimeAssets(): Plugin {
  return {
    name: 'lab-runtime-assets',
    config() {
      // Found only when the compile worker starts, they would make the development server reload the page in a run.
      return { optimizeDeps: { include: ['typescript', 'es-module-lexer/js'] } };
    },
    resolveId(id) {
      return id === ID ? RESOLVED : undefined;
    },
    async load(id) {
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
      const imports: string[] = [];
      const urlOf = (path: string): string => {
        imports.push(`import url${imports.length} from ${JSON.stringify(`${path}?url&no-inline`)};`);
        return `url${imports.length - 1}`;
      };
      const indexes = Object.entries(sets).map(
        ([set, { parts, packages }]) =>
          `${JSON.stringify(set)}: { parts: [${parts.map(urlOf).join()}], packages: ${JSON.stringify(packages)} }`,
      );
      const urls = Object.entries(database).map(([name, path]) => `${name}: ${urlOf(path)}`);
      const exported = [
        `export const vendorIndexes = { ${indexes.join(', ')} };`,
        `export const databaseUrls = { ${urls.join(', ')} };`,
        `export const sandboxBootUrl = ${urlOf(boot)};`,
      ];
      return [...imports, ...exported, ''].join('\n');
    },
    generateBundle() {
      if (this.environment.config.consumer === 'server') return;
      this.emitFile({ type: 'asset', fileName: 'licences.txt', source: licenceNotices() });
    },
  };
}
