/**
 * Vite plugin: makes `virtual:webcontainer`, which tells the runtime the URLs of what it fetches, content-hashed in a build,
 * and the API key. The key is public (it stands in the address of StackBlitz' frame); it comes from the environment
 * variable WEBCONTAINER_API_KEY of the build.
 */
import type { Plugin } from 'vite';
import { containerAssets } from './container-assets.ts';

const ID = 'virtual:webcontainer';
const RESOLVED = `\0${ID}`;

export function webContainerAssets(): Plugin {
  return {
    name: 'web-container-assets',
    resolveId(id) {
      return id === ID ? RESOLVED : undefined;
    },
    async load(id) {
      if (id !== RESOLVED) return undefined;
      const apiKey = JSON.stringify(process.env['WEBCONTAINER_API_KEY'] ?? '');
      // A page rendered on the server boots no container.
      if (this.environment.config.consumer === 'server') {
        return `export const setupUrl = '', snapshotUrls = {}, databaseUrl = '', clientUrl = '', apiKey = ${apiKey};\n`;
      }
      const { setup, snapshots, database, client } = await containerAssets();
      const url = (path: string): string => JSON.stringify(`${path}?url&no-inline`);
      const names = Object.keys(snapshots).map((set, at) => `${JSON.stringify(set)}: snapshot${at}`);
      return [
        `export { default as setupUrl } from ${url(setup)};`,
        ...Object.values(snapshots).map((path, at) => `import snapshot${at} from ${url(path)};`),
        `export const snapshotUrls = { ${names.join(', ')} };`,
        `export { default as databaseUrl } from ${url(database)};`,
        `export { default as clientUrl } from ${url(client)};`,
        `export const apiKey = ${apiKey};`,
        '',
      ].join('\n');
    },
  };
}
