import { fileURLToPath } from 'node:url';
import type { AstroIntegration } from 'astro';
import { close, createIndex } from 'pagefind';

/**
 * Builds the search index from the pages of dist/, one per language (pagefind reads `<html lang>`), into
 * dist/pagefind/. Only what is inside `data-pagefind-body` is indexed.
 */
export function searchIndex(): AstroIntegration {
  return {
    name: 'search-index',
    hooks: {
      'astro:build:done': async ({ dir, logger }) => {
        const path = fileURLToPath(dir);
        try {
          const { index, errors } = await createIndex();
          throwFirst(errors);
          if (!index) throw new Error('pagefind returned no index');
          const added = await index.addDirectory({ path });
          throwFirst(added.errors);
          const written = await index.writeFiles({ outputPath: `${path}/pagefind` });
          throwFirst(written.errors);
          logger.info(`${added.page_count} pages indexed`);
        } catch (cause) {
          throw new Error('The search index could not be built.', { cause });
        } finally {
          await close();
        }
      },
    },
  };
}

function throwFirst(errors: readonly string[]): void {
  if (errors.length > 0) throw new Error(errors.join('\n'));
}
