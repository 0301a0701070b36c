/** A hundred interleaved traces through the real SDK: every parent must be the right one, judged by what was exported. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { LabRuntime } from '../lab-runtime.ts';
import { type ExportedSpan, exportedSpans } from './exported-spans.ts';
import { runProgram } from './run-program.ts';

function program(file: string): string {
  return readFileSync(new URL(`./programs/interleaving/src/${file}`, import.meta.url), 'utf8');
}

export function describeInterleaving(runtime: () => LabRuntime): void {
  describe('a hundred interleaved tasks', () => {
    it('export 1,000 spans in 100 traces without one wrong parent', async () => {
      const spans: ExportedSpan[] = [];
      const { result, stdout, stderr } = await runProgram(runtime(), {
        main: program('main.ts'),
        files: { 'src/tracing.ts': program('tracing.ts') },
        async onRequest(port, request) {
          expect({ port, method: request.method, path: request.path }).toEqual({
            port: 4318,
            method: 'POST',
            path: '/v1/traces',
          });
          spans.push(...exportedSpans(request));
          return {
            status: 200,
            headers: { 'content-type': 'application/json' },
            body: new TextEncoder().encode('{}'),
          };
        },
      });
      expect({ stdout, stderr, outcome: result.outcome }).toEqual({
        stdout: 'done\n',
        stderr: '',
        outcome: 'exited',
      });
      expect({
        spans: spans.length,
        traces: new Set(spans.map(({ traceId }) => traceId)).size,
        wrongParents: wrongParents(spans),
      }).toEqual({ spans: 1000, traces: 100, wrongParents: [] });
    });
  });
}

/** Spans whose parent is not the one they say, or belongs to another task. */
function wrongParents(spans: readonly ExportedSpan[]): readonly string[] {
  const byId = new Map(spans.map((span) => [`${span.traceId}/${span.spanId}`, span]));
  return spans.flatMap((span) => {
    const { name, traceId, parentSpanId, attributes } = span;
    const parent = byId.get(`${traceId}/${parentSpanId}`);
    const right =
      attributes.parent === ''
        ? parentSpanId === ''
        : parent?.name === attributes.parent && parent?.attributes.task === attributes.task;
    return right ? [] : [`${name} of task ${attributes.task}: ${parent?.name ?? 'no parent'}`];
  });
}
