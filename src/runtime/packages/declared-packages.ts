/** What a lab's package.json asks for. */
import type { LabFiles } from '../lab-runtime.ts';

const PACKAGE_NAME = /^(@[a-z0-9][\w.-]*\/)?[a-z0-9][\w.-]*$/i;

/**
 * Version ranges by name, as under `dependencies` of the lab's package.json; `undefined` when it has no such file or no
 * `dependencies`, or it can't be read. A lab imports these packages and no others; without the list, all there are.
 */
export function declaredPackages(files: LabFiles): Readonly<Record<string, string>> | undefined {
  const text = files['package.json'];
  if (text === undefined) return undefined;
  try {
    const { dependencies } = JSON.parse(text) as { dependencies?: unknown };
    if (typeof dependencies !== 'object' || dependencies === null) return undefined;
    const named = Object.entries(dependencies).filter(([name]) => PACKAGE_NAME.test(name));
    return Object.fromEntries(named.map(([name, range]) => [name, String(range)]));
  } catch {
    return undefined;
  }
}
