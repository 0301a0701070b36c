/** What `import` of each package gives, asked in a Node of its own: bundlers and test runners import in other ways. */
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { PROJECT_ROOT } from './cached-build.ts';

/** Names by specifier; packages are looked up from `folder`. */
export async function exportsInNode(
  specifiers: readonly string[],
  folder = PROJECT_ROOT,
): Promise<ReadonlyMap<string, readonly string[]>> {
  const script = `
const found = [];
for (const specifier of ${JSON.stringify(specifiers)}) found.push([specifier, Object.keys(await import(specifier))]);
console.log(JSON.stringify(found));`;
  const { stdout } = await promisify(execFile)(process.execPath, ['--input-type=module', '--eval', script], {
    cwd: folder,
    maxBuffer: 16 * 1024 * 1024,
  });
  return new Map(JSON.parse(stdout) as [string, string[]][]);
}
