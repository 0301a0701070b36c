/** The file a project folder starts with. */
import type { LabFiles } from '../../runtime/lab-runtime.ts';

const START = /(?:^|&&|;)\s*node\s+(?:--?\S+\s+)*([^\s-]\S*)\s*$/;

/** The file of `npm start` when that is one `node <file>`, else `main` of the package.json, else src/main.ts; of those, the first that is there. */
export function entryOf(files: LabFiles): string | undefined {
  return candidates(files['package.json'])
    .map((path) => path.replace(/^\.\//, ''))
    .find((path) => Object.hasOwn(files, path));
}

function candidates(manifest: string | undefined): readonly string[] {
  const fallback = ['src/main.ts', 'main.ts', 'index.ts', 'index.js'];
  try {
    const { scripts, main } = JSON.parse(manifest ?? '{}') as {
      scripts?: { start?: unknown };
      main?: unknown;
    };
    const start = typeof scripts?.start === 'string' ? START.exec(scripts.start)?.[1] : undefined;
    return [start, main, ...fallback].filter((path) => typeof path === 'string');
  } catch {
    return fallback;
  }
}
