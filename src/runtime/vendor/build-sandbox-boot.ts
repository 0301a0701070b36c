/** Bundles the script that every run's worker starts with: Node's environment, as far as labs need it. */
import { join } from 'node:path';
import { rolldown } from 'rolldown';
import { lowerAsync } from '../compile/lower-async.ts';
import { cachedFile, hashOf, PROJECT_ROOT } from './cached-build.ts';

export const SANDBOX_FOLDER = join(PROJECT_ROOT, 'src/runtime/embedded/sandbox');

export interface SandboxBoot {
  readonly code: string;
}

/** Path of the script, in a JSON file so that no development server takes it for a module of the page. */
export function sandboxBootFile(): Promise<string> {
  const key = hashOf([
    join(PROJECT_ROOT, 'package-lock.json'),
    join(PROJECT_ROOT, 'src/runtime/vendor'),
    join(PROJECT_ROOT, 'src/runtime/compile'),
    join(PROJECT_ROOT, 'src/runtime/database/messages.ts'),
    join(PROJECT_ROOT, 'src/runtime/lab-runtime.ts'),
    SANDBOX_FOLDER,
  ]);
  return cachedFile(`sandbox-boot-${key}.json`, async () => JSON.stringify(await bundle()));
}

async function bundle(): Promise<SandboxBoot> {
  const build = await rolldown({
    input: join(SANDBOX_FOLDER, 'boot.ts'),
    platform: 'browser',
    // `await` in the runtime itself must carry the learner's context too.
    plugins: [
      {
        name: 'lower-async',
        transform(code, id) {
          // These functions can't be lowered to calls of themselves.
          if (!/\basync\b/.test(code) || id.endsWith('/lowering-functions.ts')) return undefined;
          const lowered = lowerAsync(code, id);
          return { code: lowered.code, map: lowered.map, moduleType: 'js' };
        },
      },
    ],
  });
  const { output } = await build.generate({ format: 'iife', minify: true, keepNames: true });
  await build.close();
  return { code: output[0].code };
}
