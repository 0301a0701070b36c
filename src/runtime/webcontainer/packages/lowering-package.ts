/** The package that bundled packages require for what their lowered code calls; a run's preload has defined that already. */
import { LOWERING_GLOBALS } from '../../compile/lowering-globals.ts';
import { bundleInside } from './bundle-inside.ts';

export const LOWERING_PACKAGE = '@otlp-academy/async-lowering';

/** For processes without our preload: what is started in the terminal, children of a program. */
export async function loweringPackage(): Promise<ReadonlyMap<string, string>> {
  const folder = `node_modules/${LOWERING_PACKAGE}`;
  const code = await bundleInside('async-lowering.ts');
  return new Map([
    [
      `${folder}/package.json`,
      `${JSON.stringify({ name: LOWERING_PACKAGE, version: '1.0.0', main: './index.cjs' })}\n`,
    ],
    [`${folder}/index.cjs`, `if (!(${JSON.stringify(LOWERING_GLOBALS[0])} in globalThis)) {\n${code}}\n`],
  ]);
}
