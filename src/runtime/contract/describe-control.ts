/** Stop, watchdog, time-out: programs that would not end by themselves, and the run after them. */
import { describe, expect, it } from 'vitest';
import type { LabRuntime } from '../lab-runtime.ts';
import { runProgram, startProgram } from './run-program.ts';

const ENDLESS = {
  'a loop': 'console.log("on"); while (true) {}',
  'a loop of microtasks': 'console.log("on"); const again = (): void => queueMicrotask(again); again();',
  'a loop of awaits': 'console.log("on"); while (true) await undefined;',
  'an expression that backtracks for ever': `console.log("on"); /^(a+)+$/.test('a'.repeat(64) + 'b');`,
  'a flood of output': 'console.log("on"); while (true) console.log("flood");',
};

/** A runtime that keeps something of an ended run would show it here. */
async function expectNextRunFine(runtime: LabRuntime): Promise<void> {
  const next = await runProgram(runtime, { main: `setTimeout(() => console.log('fine'), 1);` });
  expect(next).toMatchObject({
    stdout: 'fine\n',
    stderr: '',
    result: { outcome: 'exited', exitCode: 0, droppedOutput: 0 },
  });
}

export function describeControl(runtime: () => LabRuntime): void {
  describe.each(Object.entries(ENDLESS))('a program with %s', (_name, main) => {
    it('is ended by the watchdog, and the next run is fine', async () => {
      const { result, stdout } = await runProgram(runtime(), {
        main,
        options: { unresponsiveAfterMs: 600, outputLimit: 10_000 },
      });
      expect(result.outcome).toBe('unresponsive');
      expect(stdout.startsWith('on\n')).toBe(true);
      await expectNextRunFine(runtime());
    });

    it('can be stopped, and the next run is fine', async () => {
      const { run, end } = startProgram(runtime(), { main, options: { outputLimit: 10_000 } });
      setTimeout(() => run.stop(), 400);
      expect((await end).result.outcome).toBe('stopped');
      await expectNextRunFine(runtime());
    });
  });

  describe('a run', () => {
    it('is ended when its time is over', async () => {
      const { result, stdout } = await runProgram(runtime(), {
        main: `console.log('on'); setInterval(() => {}, 10);`,
        options: { timeoutMs: 1_500 },
      });
      expect(result.outcome).toBe('timed-out');
      expect(stdout).toBe('on\n');
      await expectNextRunFine(runtime());
    });

    it('says nothing more once it is stopped', async () => {
      const { end } = startProgram(runtime(), {
        main: `let n = 0; setInterval(() => console.log('line', ++n), 1); process.on('exit', () => console.log('exit'));`,
        onLine: (line, run) => line === 'line 3' && run.stop(),
      });
      const { result, stdout } = await end;
      expect(result.outcome).toBe('stopped');
      expect(stdout.startsWith('line 1\nline 2\nline 3\n')).toBe(true);
      expect(stdout).not.toContain('exit');
    });

    it('can be stopped before it has begun', async () => {
      const { run, end } = startProgram(runtime(), {
        main: `console.log('hello'); setInterval(() => {}, 10);`,
      });
      run.stop();
      expect((await end).result.outcome).toBe('stopped');
      await expectNextRunFine(runtime());
    });

    it('keeps its result when it is stopped after its end', async () => {
      const { run, end } = startProgram(runtime(), { main: 'process.exitCode = 9;' });
      const first = await end;
      run.stop();
      expect(await run.result).toBe(first.result);
      expect(first.result).toMatchObject({ outcome: 'exited', exitCode: 9 });
    });

    it('is stopped by the start of the next one', async () => {
      const first = startProgram(runtime(), { main: 'setInterval(() => {}, 10);' });
      const second = startProgram(runtime(), { main: `console.log('second');` });
      expect((await first.end).result.outcome).toBe('stopped');
      expect(await second.end).toMatchObject({
        stdout: 'second\n',
        result: { outcome: 'exited', exitCode: 0 },
      });
    });

    it('is not harmed by the one before, at whatever moment that was stopped', async () => {
      for (const ms of [0, 2, 4, 8, 12, 16, 24, 32, 48, 64]) {
        const first = startProgram(runtime(), { main: 'setInterval(() => {}, 10);' });
        await new Promise((resolve) => setTimeout(resolve, ms));
        const second = startProgram(runtime(), { main: 'setInterval(() => {}, 10);' });
        const third = startProgram(runtime(), { main: `console.log('third');` });
        expect((await first.end).result.outcome).toBe('stopped');
        expect((await second.end).result.outcome).toBe('stopped');
        expect(await third.end).toMatchObject({ stdout: 'third\n', result: { outcome: 'exited' } });
      }
    });

    it('is not ended by the watchdog while it only waits', async () => {
      const { result, stdout } = await runProgram(runtime(), {
        main: `setTimeout(() => console.log('done'), 1_500);`,
        options: { unresponsiveAfterMs: 600 },
      });
      expect(result).toMatchObject({ outcome: 'exited', exitCode: 0 });
      expect(stdout).toBe('done\n');
    });

    it('starts with nothing of the run before', async () => {
      const main = `
import { existsSync, writeFileSync } from 'node:fs';

const scope = globalThis as { left?: string };
console.log(scope.left, process.exitCode, existsSync('left.txt'));
writeFileSync('left.txt', 'left');
scope.left = 'something';
Array.prototype.at = () => 'spoilt';
process.exitCode = 3;`;
      await runProgram(runtime(), { main });
      expect((await runProgram(runtime(), { main })).stdout).toBe('undefined undefined false\n');
    });
  });
}
