/** npm run bench -- [name …] [--json]: benchmarks, each with its reference measured in the same run. */
import { parseArgs } from 'node:util';
import type { Benchmark, Measurement } from './bench/benchmark.ts';
import { collector } from './bench/collector.ts';
import { editor } from './bench/editor.ts';
import { firstSpan } from './bench/first-span.ts';
import { runtime } from './bench/runtime.ts';

const benchmarks: readonly Benchmark[] = [firstSpan, collector, editor, runtime];

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { json: { type: 'boolean', default: false } },
});
const unknown = positionals.filter((name) => !benchmarks.some((bench) => bench.name === name));
if (unknown.length > 0) {
  console.error(`No benchmark is called ${unknown.join(', ')}. There are:`);
  for (const { name, about } of benchmarks) console.error(`  ${name}  ${about}`);
  process.exitCode = 2;
} else {
  const benches: Measurement[] = [];
  for (const bench of benchmarks) {
    if (positionals.length > 0 && !positionals.includes(bench.name)) continue;
    benches.push(...(await bench.run((line) => console.error(`${bench.name}: ${line}`))));
  }
  const ok = benches.every((bench) => bench.ok);
  if (values.json) console.log(JSON.stringify({ ok, benches }, undefined, 2));
  else for (const bench of benches) console.log(line(bench));
  process.exitCode = ok ? 0 : 1;
}

function line({ ok, metric, value, unit, reference, ratio, budget }: Measurement): string {
  const shown = (number: number) => `${format(number)} ${unit}`;
  return `${ok ? 'ok  ' : 'OVER'}  ${metric}: ${shown(value)} (${reference.name}: ${shown(reference.value)}, ratio ${ratio.toFixed(2)}; budget ${budget})`;
}

function format(number: number): string {
  return number.toLocaleString('en', { maximumFractionDigits: Math.abs(number) < 1000 ? 2 : 0 });
}
