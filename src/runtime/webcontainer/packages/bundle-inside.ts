/** Bundles what runs inside of a container: one script each, for the Node 20 that old containers have and later ones. */
import { fileURLToPath } from 'node:url';
import { rolldown } from 'rolldown';

/** `entry` is relative to `../inside/`. */
export function bundleInside(entry: string): Promise<string> {
  return bundleScript(new URL(`../inside/${entry}`, import.meta.url));
}

export async function bundleScript(entry: URL): Promise<string> {
  const build = await rolldown({
    input: fileURLToPath(entry),
    platform: 'node',
    transform: { target: 'node20' },
  });
  const { output } = await build.generate({ format: 'cjs', minify: true, keepNames: true });
  await build.close();
  return output[0].code;
}
