import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Plugin } from 'vite';
import checks from '../../../labs/hello-trace/checks.ts';
import definition from '../../../labs/hello-trace/lab.ts';
import scenario from '../../../labs/hello-trace/scenario.ts';
import type { StoredSpan } from '../../backends/traces/trace-store.ts';
import { InProcessCollector } from '../../collector/hosts/in-process-collector.ts';
import { runAttempt } from '../../grading/run-attempt.ts';
import type { LabFiles } from '../../runtime/lab-runtime.ts';
import { NodeRuntime } from '../../runtime/node/node-runtime.ts';
import type { BarRow } from '../mdx/bars-geometry.ts';

const MODULE = 'virtual:recorded-run';
const SEED = 1;

/**
 * Runs the solution of `hello-trace` under Node while the site is built, so that the home page can show a trace before
 * its reader has run one. `virtual:recorded-run` exports its spans as rows of a picture. A solution that no longer
 * passes stops the build.
 */
export function recordedRun(): Plugin {
  let recording: Promise<readonly BarRow[]> | undefined;
  return {
    name: 'recorded-run',
    resolveId: (id) => (id === MODULE ? `\0${MODULE}` : undefined),
    async load(id) {
      if (id !== `\0${MODULE}`) return undefined;
      recording ??= record();
      return `export const recordedRows = ${JSON.stringify(await recording)};`;
    },
  };
}

async function record(): Promise<readonly BarRow[]> {
  const runtime = new NodeRuntime();
  const collector = new InProcessCollector();
  const lab = fileURLToPath(new URL(`../../../labs/${definition.id}/`, import.meta.url));
  try {
    const { run, verdict, spans } = await runAttempt({
      lab: { definition, scenario, checks },
      files: { ...filesIn(join(lab, 'starter')), ...filesIn(join(lab, 'solution')) },
      runtime,
      collector,
      seed: SEED,
    }).result;
    if (!verdict?.passed)
      throw new Error(
        `The solution of labs/${definition.id} does not pass (run: ${run?.outcome ?? 'not started'}). Try: npm run labs -- ${definition.id} --runtime node`,
      );
    return spanRows(spans);
  } finally {
    collector.dispose();
    await runtime.dispose();
  }
}

function filesIn(folder: string): LabFiles {
  const paths = globSync('**/*.*', { cwd: folder });
  return Object.fromEntries(
    paths.map((path) => [path.replaceAll('\\', '/'), readFileSync(join(folder, path), 'utf8')]),
  );
}

/** Spans in the order they started, in ms since the first, to a tenth. */
export function spanRows(spans: readonly StoredSpan[]): readonly BarRow[] {
  const byId = new Map(spans.map(({ span }) => [span.spanId, span]));
  const depth = (parentId: string, level = 0): number => {
    const parent = byId.get(parentId);
    return parent === undefined || level >= spans.length ? level : depth(parent.parentSpanId, level + 1);
  };
  const rows = spans.map(({ span, resource }) => ({
    service: String(resource.attributes.get('service.name') ?? ''),
    name: span.name,
    depth: depth(span.parentSpanId),
    from: span.startTimeUnixNano,
    to: span.endTimeUnixNano,
  }));
  const began = rows.reduce((first, { from }) => (from < first ? from : first), rows[0]?.from ?? 0n);
  const ms = (time: bigint) => Math.round(Number(time - began) / 1e5) / 10;
  return rows
    .toSorted((a, b) => Number(a.from - b.from) || a.depth - b.depth)
    .map(({ from, to, ...row }) => ({ ...row, start: ms(from), end: ms(to) }));
}
