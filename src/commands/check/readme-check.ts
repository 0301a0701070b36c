import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { repositoryRoot } from '../repository-root.ts';
import type { RepositoryCheck } from './check.ts';

/** One screen. */
const MOST_LINES = 60;

/** Every folder directly under src/ says in a README of one screen what lives there. */
export const readmeCheck: RepositoryCheck = {
  name: 'readmes',
  async run() {
    const source = join(repositoryRoot, 'src');
    const folders = (await readdir(source, { withFileTypes: true })).filter((entry) => entry.isDirectory());
    const problems = await Promise.all(
      folders.map(async ({ name }) => {
        // In src/pages a README.md would become a page; Astro leaves names with an underscore alone.
        const file = name === 'pages' ? '_README.md' : 'README.md';
        const text = await readFile(join(source, name, file), 'utf8').catch(() => undefined);
        if (text === undefined)
          return `src/${name}: no ${file}; say what lives here, the way in, and what may import it`;
        const lines = text.trimEnd().split('\n').length;
        return lines > MOST_LINES
          ? `src/${name}/${file} has ${lines} lines; one screen is ${MOST_LINES}`
          : undefined;
      }),
    );
    return problems.filter((problem) => problem !== undefined);
  },
};
