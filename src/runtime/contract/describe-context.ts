/** Where an async context is and where it is not: 58 statements, in the words in which Node makes them. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { LabRuntime } from '../lab-runtime.ts';
import { runProgram } from './run-program.ts';

function file(name: string): string {
  return readFileSync(new URL(`./programs/context/${name}`, import.meta.url), 'utf8');
}

export function describeContext(runtime: () => LabRuntime): void {
  describe('an async context', () => {
    it('is where it is in Node, in 58 places', async () => {
      const { result, stdout, stderr } = await runProgram(runtime(), {
        main: file('src/main.ts'),
        files: { 'src/classes.ts': file('src/classes.ts'), 'src/later.ts': file('src/later.ts') },
      });
      const expected = file('expected.txt');
      expect(expected.trim().split('\n')).toHaveLength(58);
      expect({ stdout, stderr, outcome: result.outcome }).toEqual({
        stdout: expected,
        stderr: '',
        outcome: 'exited',
      });
    });
  });
}
