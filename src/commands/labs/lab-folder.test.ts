import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { labIds, loadLab } from './lab-folder.ts';
import { readFiles } from './read-files.ts';

let folder = '';

beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'read-files-'));
});
afterEach(() => rm(folder, { recursive: true }));

async function put(files: Record<string, string | Uint8Array>): Promise<void> {
  for (const [name, content] of Object.entries(files)) {
    await mkdir(path.dirname(path.join(folder, name)), { recursive: true });
    await writeFile(path.join(folder, name), content);
  }
}

describe('the files of a folder', () => {
  it('are its text files by their path, without what is installed, locked or hidden', async () => {
    await put({
      'package.json': '{}',
      'package-lock.json': '{}',
      'src/main.ts': 'main',
      'src/lib/deep.ts': 'spän',
      'node_modules/x/index.js': 'x',
      '.env': 'secret',
      'logo.png': Uint8Array.of(0x89, 0xff, 0xfe),
    });
    expect(await readFiles(folder)).toEqual({
      'package.json': '{}',
      'src/lib/deep.ts': 'spän',
      'src/main.ts': 'main',
    });
  });

  it('are none where there is no folder', async () => {
    expect(await readFiles(path.join(folder, 'absent'))).toEqual({});
  });
});

describe('a lab', () => {
  const lab = {
    'a/lab.ts': 'export default { id: "a" };',
    'a/scenario.ts': 'export default {};',
    'a/checks.ts': 'export default [];',
    'a/starter/src/main.ts': 'starter',
    'a/starter/src/work.ts': 'work',
    'a/solution/src/main.ts': 'solution',
    'a/solution/src/extra.ts': 'extra',
    'a/wrong/slip/src/main.ts': 'slip',
    'a/wrong/slip/wrong.ts': 'export default { mistake: "m", refusedBy: ["c"] };',
  };

  it('is a folder with a lab.ts', async () => {
    await put({ ...lab, 'README.md': '', 'notes/text.md': '' });
    expect(await labIds(folder)).toEqual(['a']);
  });

  it('lies in layers: starter, solution, wrong attempt', async () => {
    await put(lab);
    const { starter, solution, wrong } = await loadLab(folder, 'a');
    expect(starter).toEqual({ 'src/main.ts': 'starter', 'src/work.ts': 'work' });
    expect(solution).toEqual({ 'src/main.ts': 'solution', 'src/work.ts': 'work', 'src/extra.ts': 'extra' });
    expect(wrong).toEqual([
      {
        slug: 'slip',
        attempt: { mistake: 'm', refusedBy: ['c'] },
        files: { 'src/main.ts': 'slip', 'src/work.ts': 'work', 'src/extra.ts': 'extra' },
      },
    ]);
  });

  it('says which of its modules has nothing to offer', async () => {
    await put({ ...lab, 'a/checks.ts': 'export const checks = [];' });
    await expect(loadLab(folder, 'a')).rejects.toThrow('checks.ts has no default export');
  });
});
