/** What a program takes that takes all it can: its own run, and nothing of the page or of the next run. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runProgram } from '../contract/run-program.ts';
import { ABUSIVE_PROGRAMS } from './abusive-programs.ts';
import type { EmbeddedRuntimeInChromium } from './harness/embedded-runtime-in-chromium.ts';
import { startHarness } from './harness/start-harness.ts';
import { startHeartbeat } from './page-heartbeat.ts';

/** How long a program goes on at most. */
const RUN_MS = 1_500;

describe('a program with', () => {
  let runtime: EmbeddedRuntimeInChromium;

  beforeAll(async () => {
    runtime = await startHarness();
    await runtime.prepare();
  });
  afterAll(() => runtime?.dispose());

  it.each(Object.entries(ABUSIVE_PROGRAMS))(
    '%s ends, the page goes on, and the next run is fine',
    async (_name, main) => {
      const beats = await startHeartbeat(runtime.page);
      const { result, stdout, stderr } = await runProgram(runtime, {
        main,
        options: { timeoutMs: RUN_MS, unresponsiveAfterMs: 600, outputLimit: 20_000 },
      });
      // A heap that is full may take its process with it before the time is over.
      expect(['timed-out', 'unresponsive', 'infrastructure-error', 'exited']).toContain(result.outcome);
      if (result.outcome === 'exited') expect(result.exitCode).not.toBe(0);
      expect(stdout.length + stderr.length).toBeLessThanOrEqual(20_000);
      // How long it paused at most is a matter of `npm run bench -- runtime`; that it went on is one of this test.
      expect((await beats()).count).toBeGreaterThan(10);
      const next = await runProgram(runtime, { main: `setTimeout(() => console.log('fine'), 1);` });
      expect(next).toMatchObject({
        stdout: 'fine\n',
        stderr: '',
        result: { outcome: 'exited', exitCode: 0 },
      });
    },
  );
});
