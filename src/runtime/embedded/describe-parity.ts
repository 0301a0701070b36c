/** The same programs in Node and here: what they print must be equal, character by character. */
import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runProgram } from '../contract/run-program.ts';
import type { LabRuntime } from '../lab-runtime.ts';

interface PrintedByNode {
  readonly stdout: string;
  readonly exitCode: number;
}

async function runInNode(main: string): Promise<PrintedByNode> {
  const folder = await mkdtemp(join(tmpdir(), 'parity-'));
  try {
    await writeFile(join(folder, 'package.json'), '{"type":"module"}');
    const file = join(folder, 'main.ts');
    await writeFile(file, main);
    return await new Promise((resolve) => {
      execFile(process.execPath, [file], { cwd: folder, env: {} }, (error, stdout) =>
        resolve({ stdout, exitCode: error === null ? 0 : Number(error.code) }),
      );
    });
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** One page serves all programs. */
export function describeParity(browser: string, createRuntime: () => Promise<LabRuntime>): void {
  describe(`a program prints in the sandbox in ${browser} what it prints in Node`, () => {
    let runtime: LabRuntime;

    beforeAll(async () => {
      runtime = await createRuntime();
      await runtime.prepare();
    });
    afterAll(() => runtime?.dispose());

    it.each(['events', 'streams', 'http', 'context', 'surroundings'])('%s', async (name) => {
      const main = await readFile(new URL(`./parity/${name}.ts`, import.meta.url), 'utf8');
      const node = await runInNode(main);
      const { stdout, result } = await runProgram(runtime, { main });
      expect(stdout).toBe(node.stdout);
      expect(result).toMatchObject({ outcome: 'exited', exitCode: node.exitCode });
    });
  });
}
