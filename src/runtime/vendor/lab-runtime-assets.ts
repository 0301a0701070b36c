/**
 * Vite plugin: makes `virtual:lab-runtime`, which tells the embedded runtime the URLs of what it fetches — the pack of
 * the labs' packages and the sandbox's boot script. In a build both are emitted as content-hashed assets.
 */
import type { Plugin } from 'vite';
import { SANDBOX_FOLDER, sandboxBootFile } from './build-sandbox-boot.ts';
import { vendorPackFile } from './build-vendor-pack.ts';
import { filesUnder } from './cached-build.ts';

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
        return `export const vendorPackUrl = '';\nexport const sandboxBootUrl = '';\n`;
      }
      const [pack, boot] = await Promise.all([vendorPackFile(), sandboxBootFile()]);
      for (const file of filesUnder(SANDBOX_FOLDER)) this.addWatchFile(file);
      return [
        `export { default as vendorPackUrl } from ${JSON.stringify(`${pack}?url&no-inline`)};`,
        `export { default as sandboxBootUrl } from ${JSON.stringify(`${boot}?url&no-inline`)};`,
        '',
      ].join('\n');
    },
  };
}
