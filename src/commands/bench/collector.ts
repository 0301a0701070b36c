/**
 * The collector: decoding, each processor, the whole pipeline at growing numbers of spans, and what memory is left
 * after a million. References are measured in the same run.
 */
import type { Benchmark, Measurement } from './benchmark.ts';
import { median } from './benchmark.ts';
import { measureProcesses } from './collector/as-process.ts';
import { measureDecode, throughput } from './collector/decode.ts';
import { measureInPage } from './collector/in-page.ts';
import { bodiesFor, runPipeline } from './collector/pipeline.ts';
import { measureProcessors } from './collector/processors.ts';

const SIZES = [1_000, 10_000, 100_000, 1_000_000] as const;
const GOAL = 150_000;
const MEGABYTE = 1e6;

export const collector: Benchmark = {
  name: 'collector',
  about: 'spans/s and memory of decoding, of each processor and of a whole pipeline',
  async run(report) {
    const decode = await measureDecode();
    for (const { metric, value, unit } of decode) report(`${metric}: ${value.toLocaleString('en')} ${unit}`);
    const processors = await measureProcessors(report);
    const pipeline = await measurePipeline(report);
    const inPage = await measureInPage(report);
    return [...decode, ...processors, ...pipeline, ...inPage, ...(await measureProcesses(report))];
  },
};

async function measurePipeline(report: (line: string) => void): Promise<Measurement[]> {
  await runPipeline(20_000);
  const speeds = new Map<number, number>();
  let kept = { before: 0, after: 0 };
  for (const size of SIZES) {
    const bodies = bodiesFor(size);
    const rounds = size > 100_000 ? 1 : 5;
    const runs = [];
    for (let round = 0; round < rounds; round += 1) runs.push(await runPipeline(size, bodies));
    const speed = median(runs.map((run) => run.spansPerSecond));
    speeds.set(size, speed);
    report(`pipeline, ${size.toLocaleString('en')} spans: ${Math.round(speed).toLocaleString('en')} spans/s`);
    const last = runs.at(-1);
    if (last !== undefined) kept = { before: last.heapBefore, after: last.heapAfter };
  }
  const largest = speeds.get(1_000_000) ?? 0;
  const middle = speeds.get(100_000) ?? 0;
  const grown = kept.after - kept.before;
  return [
    throughput('pipeline, 100,000 spans', middle, { name: 'the goal', value: GOAL }, 1),
    throughput('pipeline, 1,000,000 spans', largest, { name: 'the goal', value: GOAL }, 1),
    throughput('growth: a million spans', largest, { name: 'a hundred thousand spans', value: middle }, 0.7),
    {
      name: 'collector',
      metric: 'memory kept after a million spans',
      value: grown,
      unit: 'bytes',
      reference: { name: 'memory in use before', value: kept.before },
      ratio: grown / kept.before,
      budget: '≤ 10 MB',
      ok: grown <= 10 * MEGABYTE,
    },
  ];
}
