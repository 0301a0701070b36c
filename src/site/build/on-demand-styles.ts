import type { Plugin } from 'vite';

const NO_STYLES = '\0no-styles';

/**
 * Keeps the styles of code that an island loads on demand out of the pages: they come with that code. Astro would
 * link them on every page that has the island, and, once they are not linked, drop them as unused; so the server's
 * build sees none and the browser's build counts them as assets of their chunk.
 *
 * @param folders whose `.css` files this is about, as parts of a path: "/src/trace-view/"
 */
export function onDemandStyles(folders: readonly string[]): Plugin {
  const isOnDemand = (id: string) => id.endsWith('.css') && folders.some((folder) => id.includes(folder));
  return {
    name: 'on-demand-styles',
    apply: 'build',
    enforce: 'pre',
    async resolveId(source, importer, options) {
      if (this.environment.config.consumer !== 'server' || !source.endsWith('.css')) return undefined;
      const resolved = await this.resolve(source, importer, { ...options, skipSelf: true });
      return resolved && isOnDemand(resolved.id) ? NO_STYLES : undefined;
    },
    load(id) {
      return id === NO_STYLES ? 'export {};' : undefined;
    },
    generateBundle(_options, bundle) {
      if (this.environment.config.consumer === 'server') return;
      for (const chunk of Object.values(bundle)) {
        if (chunk.type !== 'chunk' || !chunk.moduleIds.some(isOnDemand)) continue;
        for (const file of chunk.viteMetadata?.importedCss ?? [])
          chunk.viteMetadata?.importedAssets.add(file);
      }
    },
  };
}
