/**
 * What a run costs in each runtime, with Node as the reference: the first run, a warm one, getting rid of an endless
 * loop, memory; and how long the page pauses at most while a program does its worst. The warm runs take turns, so that whatever
 * else the machine does falls on all.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ABUSIVE_PROGRAMS } from '../../runtime/embedded/abusive-programs.ts';
import { startHeartbeat } from '../../runtime/embedded/page-heartbeat.ts';
import type { LabHost, LabProgram, LabRuntime, RunOptions } from '../../runtime/lab-runtime.ts';
import { type AvailableRuntime, createRuntime } from '../labs/lab-runtimes.ts';
import { repositoryRoot } from '../repository-root.ts';
import { type Benchmark, type Measurement, median } from './benchmark.ts';
import { descendantsMemory } from './process-memory.ts';

/** The first is the reference. */
const RUNTIMES: readonly AvailableRuntime[] = ['node', 'embedded', 'webcontainer'];
const WARM_RUNS = 15;
const KILLS = 5;
const ABUSE: RunOptions = { timeoutMs: 2_000, unresponsiveAfterMs: 1_000, outputLimit: 100_000 };

interface Costs {
  readonly coldMs: number;
  warmMs: number;
  killMs: number;
  /** `undefined` where the system doesn't say. */
  readonly bytes: number | undefined;
}

export const runtime: Benchmark = {
  name: 'runtime',
  about: 'cold start, warm run, kill and memory of each runtime, and pauses of the page',
  async run(report) {
    const opened = new Map<AvailableRuntime, LabRuntime>();
    const costs = new Map<AvailableRuntime, Costs>();
    try {
      for (const kind of RUNTIMES) {
        report(`${kind}: first run`);
        const created = await createRuntime(kind);
        opened.set(kind, created);
        costs.set(kind, await firstCosts(created));
      }
      const warm = await inTurns(
        opened,
        WARM_RUNS,
        (created) => timed(() => runToEnd(created, helloTrace())),
        report,
        'warm run',
      );
      const kills = await inTurns(opened, KILLS, timeOfKill, report, 'endless loop');
      for (const [kind, cost] of costs) {
        cost.warmMs = median(warm.get(kind) ?? []);
        cost.killMs = median(kills.get(kind) ?? []);
      }
      const embedded = opened.get('embedded');
      return [...comparisons(costs), ...(embedded === undefined ? [] : await pauses(embedded, report))];
    } finally {
      for (const created of opened.values()) await created.dispose();
    }
  },
};

async function firstCosts(created: LabRuntime): Promise<Costs> {
  const before = descendantsMemory();
  const coldMs = await timed(async () => {
    await created.prepare();
    await runToEnd(created, helloTrace());
  });
  const bytes = await memoryWhileRunning(created, before);
  return { coldMs, warmMs: Number.NaN, killMs: Number.NaN, bytes };
}

/** With the SDK loaded and a server that waits, above what the runtime took before it was prepared. */
async function memoryWhileRunning(
  created: LabRuntime,
  before: number | undefined,
): Promise<number | undefined> {
  const program = helloTrace();
  const main = `${program.files['src/main.ts']}\nconsole.log('waiting');\nsetInterval(() => {}, 1_000);`;
  const printed = Promise.withResolvers<void>();
  let text = '';
  const run = created.run(
    { ...program, files: { ...program.files, 'src/main.ts': main } },
    host((_stream, part) => {
      text += part;
      if (text.includes('waiting')) printed.resolve();
    }),
  );
  await Promise.race([printed.promise, run.result]);
  const during = descendantsMemory();
  run.stop();
  await run.result;
  return before === undefined || during === undefined ? undefined : during - before;
}

/** From Stop on an endless loop to the first line of the next program. */
async function timeOfKill(created: LabRuntime): Promise<number> {
  const on = Promise.withResolvers<void>();
  const loop = created.run(
    script(`console.log('on'); while (true) {}`),
    host(() => on.resolve()),
  );
  await on.promise;
  return timed(async () => {
    loop.stop();
    const line = Promise.withResolvers<void>();
    const next = created.run(
      script(`console.log('next');`),
      host(() => line.resolve()),
    );
    await line.promise;
    await next.result;
  });
}

async function inTurns(
  runtimes: ReadonlyMap<AvailableRuntime, LabRuntime>,
  rounds: number,
  measure: (created: LabRuntime) => Promise<number>,
  report: (line: string) => void,
  what: string,
): Promise<ReadonlyMap<AvailableRuntime, readonly number[]>> {
  const found = new Map<AvailableRuntime, number[]>();
  for (let round = 1; round <= rounds; round++) {
    for (const [kind, created] of runtimes)
      found.set(kind, [...(found.get(kind) ?? []), await measure(created)]);
    report(`${what} ${round} of ${rounds}`);
  }
  return found;
}

function comparisons(costs: ReadonlyMap<AvailableRuntime, Costs>): Measurement[] {
  const node = costs.get('node');
  if (node === undefined) return [];
  return [...costs]
    .filter(([kind]) => kind !== 'node')
    .flatMap(([kind, cost]) => {
      // The peer that stands in for the service is Node with a detour: its numbers say what the detour costs.
      const ours = kind === 'embedded';
      const compared = (
        metric: string,
        value: number,
        reference: number,
        unit: 'ms' | 'bytes',
        limit: number,
        most = Infinity,
      ): Measurement => {
        const ratio = value / reference;
        return {
          name: 'runtime',
          metric: `${kind}: ${metric}`,
          value,
          unit,
          reference: { name: `node: ${metric}`, value: reference },
          ratio,
          budget: ours
            ? `ratio ≤ ${limit}${most === Infinity ? '' : ` and ≤ ${most} ${unit}`}`
            : 'none; runs in the test peer',
          ok: !ours || (ratio <= limit && value <= most),
        };
      };
      const memory =
        cost.bytes === undefined || node.bytes === undefined
          ? []
          : [compared('memory of a waiting program', cost.bytes, node.bytes, 'bytes', 5)];
      return [
        compared('cold start → end of the first run', cost.coldMs, node.coldMs, 'ms', 10),
        compared('warm run of hello-trace', cost.warmMs, node.warmMs, 'ms', 1),
        compared('endless loop stopped → next run over', cost.killMs, node.killMs, 'ms', 3, 1_000),
        ...memory,
      ];
    });
}

/**
 * The longest pause of the page under each abusive program, beside that of the same page while a worker of its own spins: on
 * a busy machine that is all the browser can do.
 */
async function pauses(created: LabRuntime, report: (line: string) => void): Promise<Measurement[]> {
  if (!('page' in created)) return [];
  const page = created.page as Parameters<typeof startHeartbeat>[0];
  const rest = await startHeartbeat(page);
  await page.evaluate(spin, ABUSE.timeoutMs ?? 0);
  const spinning = Math.max((await rest()).longestGapMs, 1);
  const found: Measurement[] = [];
  for (const [name, main] of Object.entries(ABUSIVE_PROGRAMS)) {
    report(`the page under ${name}`);
    const beats = await startHeartbeat(page);
    await created.run(script(main), host(), ABUSE).result;
    const { longestGapMs } = await beats();
    found.push({
      name: 'runtime',
      metric: `embedded: longest pause of the page under ${name}`,
      value: longestGapMs,
      unit: 'ms',
      reference: { name: 'page beside a spinning worker', value: spinning },
      ratio: longestGapMs / spinning,
      budget: '≤ 200 ms or ratio ≤ 1.5',
      ok: longestGapMs <= 200 || longestGapMs <= spinning * 1.5,
    });
  }
  return found;
}

/** In the page. */
async function spin(ms: number): Promise<void> {
  const worker = new Worker(URL.createObjectURL(new Blob(['for (;;);'], { type: 'text/javascript' })));
  await new Promise((resolve) => setTimeout(resolve, ms));
  worker.terminate();
}

async function runToEnd(created: LabRuntime, program: LabProgram): Promise<void> {
  const { outcome } = await created.run(program, host()).result;
  if (outcome !== 'exited') throw new Error(`hello-trace in the ${created.kind} runtime: ${outcome}`);
}

function host(output: LabHost['output'] = () => {}): LabHost {
  return {
    output,
    request: async () => ({
      status: 200,
      headers: { 'content-type': 'application/json' },
      body: new TextEncoder().encode('{}'),
    }),
  };
}

async function timed(action: () => Promise<unknown>): Promise<number> {
  const began = performance.now();
  await action();
  return performance.now() - began;
}

function script(main: string): LabProgram {
  return {
    files: { 'src/main.ts': main, 'package.json': '{ "type": "module", "dependencies": {} }' },
    entry: 'src/main.ts',
  };
}

function helloTrace(): LabProgram {
  const file = (part: string, path: string): string =>
    readFileSync(join(repositoryRoot, 'labs/hello-trace', part, path), 'utf8');
  return {
    files: {
      'package.json': file('starter', 'package.json'),
      'src/main.ts': file('solution', 'src/main.ts'),
      'src/work.ts': file('starter', 'src/work.ts'),
    },
    entry: 'src/main.ts',
  };
}
