import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { repositoryRoot } from '../repository-root.ts';
import { typeErrors } from './lab-types-check.ts';

const folder = join(repositoryRoot, 'labs/imaginary/solution');

describe('the type check of labs', () => {
  it('sees files that are not on disk and names the place of an error', () => {
    const files = new Map([
      [
        join(folder, 'src/main.ts'),
        "import { three } from './three.ts';\nconst text: string = three;\nconsole.log(text);\n",
      ],
      [join(folder, 'src/three.ts'), 'export const three = 3;\n'],
    ]);
    expect(typeErrors(files)).toEqual([
      expect.stringMatching(/^labs\/imaginary\/solution\/src\/main\.ts:2: .*not assignable/),
    ]);
  });

  it('refuses what Node could not run without compiling', () => {
    const files = new Map([[join(folder, 'src/main.ts'), 'export enum Colour { Red }\n']]);
    expect(typeErrors(files)).toEqual([expect.stringContaining('erasableSyntaxOnly')]);
  });
});
