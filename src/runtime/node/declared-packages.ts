/** The packages a lab may import. */
import type { LabFiles } from '../lab-runtime.ts';

const PACKAGE_NAME = /^(@[a-z0-9][\w.-]*\/)?[a-z0-9][\w.-]*$/i;

/** Names under `dependencies` of the lab's package.json; `undefined` when it has no such file or no `dependencies`, or it can't be read. */
export function declaredPackages(files: LabFiles): readonly string[] | undefined {
  const text = files['package.json'];
  if (text === undefined) return undefined;
  try {
    const { dependencies } = JSON.parse(text) as { dependencies?: unknown };
    if (typeof dependencies !== 'object' || dependencies === null) return undefined;
    return Object.keys(dependencies).filter((name) => PACKAGE_NAME.test(name));
  } catch {
    return undefined;
  }
}
