import { describe, expect, test } from 'vitest';
import { decodeStruct } from '../../../config/decode.ts';
import { parseYaml } from '../../../config/parse-yaml.ts';
import { ManualClock } from '../../../pipeline/manual-clock.ts';
import { testContext } from '../../../testing/test-context.ts';
import { memoryLimiterSchema } from './config.ts';
import { MemoryLimiter } from './memory-limiter.ts';
import { MIB } from './memory-limits.ts';
// What the limiter of v0.162 said and did while memory was in use as given, with garbage collections that free nothing.
import json from './recorded-runs.json' with { type: 'json' };

interface Run {
  readonly config: object;
  /** Which of the courses of memory. */
  readonly held: number;
  /** The steps at which it began to refuse, stopped, began again … */
  readonly changes: readonly number[];
  /** After which step it said which line. */
  readonly logs: readonly (readonly [step: number, message: number])[];
}

/** Courses are [how many steps, KiB]; a step is 100 ms. */
const { held, messages, runs } = json as unknown as {
  held: readonly (readonly [number, number])[][];
  messages: readonly string[];
  runs: readonly Run[];
};

const STEP = 100_000_000n;

async function replayed(run: Run) {
  // Nothing here waits on promises.
  const clock = new ManualClock(946_684_800_000_000_000n, async () => undefined);
  const { context, lines } = testContext({ id: 'memory_limiter', clock });
  const { config, problems } = decodeStruct(memoryLimiterSchema, parseYaml(JSON.stringify(run.config)));
  expect(problems).toEqual([]);
  const limiter = new MemoryLimiter(config, context, context.logger, 20 * MIB);
  limiter.start();
  const logs: [number, string][] = [];
  const changes: number[] = [];
  let step = 0;
  let refusing = false;
  const take = (): void => {
    for (const line of lines.splice(0)) {
      const text = line.slice(line.indexOf('\t') + 1);
      if (!text.startsWith('debug\tCurrently used memory.')) logs.push([step, text]);
    }
  };
  take();
  for (const [times, kib] of held[run.held] ?? []) {
    const release = context.memory.hold(kib * 1024);
    for (let time = 0; time < times; time += 1) {
      await clock.advance(STEP);
      if (limiter.mustRefuse !== refusing) changes.push(step);
      refusing = limiter.mustRefuse;
      step += 1;
      take();
    }
    release();
  }
  limiter.shutdown();
  return { changes, logs };
}

describe('the memory limiter does as the collector’s', () => {
  test.each(runs.map((run, index) => [JSON.stringify(run.config), run.held, index, run] as const))(
    '%s, course %i (%i)',
    async (_config, _held, _index, run) => {
      const logs = run.logs.map(([step, message]) => [step, messages[message]]);
      expect(await replayed(run)).toEqual({ changes: run.changes, logs });
    },
  );
});
