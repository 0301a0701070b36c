/** Every package of every set, in Node and here: found, used, and seen by the collector alike. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { InProcessCollector } from '../../collector/hosts/in-process-collector.ts';
import type { HttpRequest, HttpResponse } from '../../collector/http.ts';
import { encodingOfContentType } from '../../otlp/encoding.ts';
import { decodeRequest } from '../../otlp/export-request.ts';
import { runProgram } from '../contract/run-program.ts';
import type { LabRuntime } from '../lab-runtime.ts';
import { NodeRuntime } from '../node/node-runtime.ts';
import { offeredEntries } from '../packages/offered-entries.ts';
import { PACKAGE_SET_NAMES, PACKAGE_SETS } from '../packages/package-sets.ts';
import { startHarness } from './harness/start-harness.ts';
import { instrumented, ROUTES, STRUCTURES, tracedHop } from './package-programs.ts';
import { telemetryProgram } from './telemetry-programs.ts';

const COLLECTOR = `receivers:
  otlp:
    protocols:
      http:
        endpoint: localhost:4318
exporters:
  nop:
service:
  pipelines:
    traces: { receivers: [otlp], exporters: [nop] }
    metrics: { receivers: [otlp], exporters: [nop] }
    logs: { receivers: [otlp], exporters: [nop] }
`;

/** PGlite's file systems and lock need the engine in the same thread. */
const ONLY_IN_NODE = ['IdbFs', 'MemoryFS', 'Mutex'];

describe.each(PACKAGE_SET_NAMES)('set %s', (set) => {
  let runtimes: readonly LabRuntime[] = [];

  beforeAll(async () => {
    runtimes = [new NodeRuntime(), await startHarness()];
    for (const runtime of runtimes) await runtime.prepare();
  });
  afterAll(async () => {
    for (const runtime of runtimes) await runtime.dispose();
  });

  const manifest = { 'package.json': JSON.stringify({ type: 'module', dependencies: PACKAGE_SETS[set] }) };

  /** What it prints in Node and here, one after the other. */
  async function both(
    main: string,
    onRequest?: (port: number, request: HttpRequest) => Promise<HttpResponse | undefined>,
  ) {
    const ends = [];
    for (const runtime of runtimes) {
      ends.push(
        await runProgram(runtime, {
          main,
          files: manifest,
          ...(onRequest === undefined ? {} : { onRequest }),
        }),
      );
    }
    const [inNode, here] = ends;
    if (inNode === undefined || here === undefined) throw new Error('Two runtimes were expected');
    return { inNode, here };
  }

  async function expectSame(main: string, lastLine: string): Promise<void> {
    const { inNode, here } = await both(main);
    expect(inNode.stdout.trimEnd().split('\n').at(-1)).toBe(lastLine);
    expect(inNode.result).toMatchObject({ outcome: 'exited', exitCode: 0 });
    expect(here.stdout).toBe(inNode.stdout);
    expect({ stderr: here.stderr, result: here.result }).toMatchObject({
      stderr: '',
      result: { outcome: 'exited', exitCode: 0 },
    });
  }

  it('has the same names in every package', async () => {
    const entries = offeredEntries(set);
    const imports = entries.map((entry, at) => `import * as m${at} from '${entry}';`).join('\n');
    const names = entries.map((entry, at) => `[${JSON.stringify(entry)}, m${at}]`).join();
    await expectSame(
      `${imports}
const left = new Set(${JSON.stringify(['default', 'module.exports', '__esModule', ...ONLY_IN_NODE])});
for (const [entry, module] of [${names}] as [string, Record<string, unknown>][]) {
  const names = Object.keys(module).filter((name) => !left.has(name)).sort();
  console.log(entry, names.length > 0, names.map((name) => name + ':' + typeof module[name]).join(' '));
}
console.log('end');`,
      'end',
    );
  });

  it.each(['http', 'proto'] as const)(
    'sends spans, metrics and logs over %s that the collector takes and reads alike',
    async (encoding) => {
      const collector = new InProcessCollector();
      const started = await collector.start(COLLECTOR, { log() {}, traces() {} });
      expect(started.ok).toBe(true);
      const received: { readonly request: HttpRequest; readonly status: number | undefined }[] = [];
      const { inNode, here } = await both(telemetryProgram(set, encoding), async (port, request) => {
        const response = await collector.request(port, request);
        received.push({ request, status: response?.status });
        return response;
      });
      await collector.shutdown();
      collector.dispose();
      expect([inNode.stdout, here.stdout, here.stderr]).toEqual(['sent true\n', 'sent true\n', '']);
      expect(received.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200, 200]);
      const type = encoding === 'http' ? 'application/json' : 'application/x-protobuf';
      expect(new Set(received.map(({ request }) => request.headers['content-type']))).toEqual(
        new Set([type]),
      );
      const data = received.map(({ request }) => comparable(request)).map((text) => text.split('\n'));
      const paths = data.slice(0, 3).map(([path]) => path);
      expect(paths.toSorted()).toEqual(['/v1/logs', '/v1/metrics', '/v1/traces']);
      expect(data.slice(3).toSorted(byPath)).toEqual(data.slice(0, 3).toSorted(byPath));
      // It isn't equal because it is empty.
      const all = data.slice(3).flat().join('\n');
      for (const part of ['orders', 'exp', 'depth', 'outside', 'peer.service', 'later', '/ü'])
        expect(all).toContain(part);
    },
  );

  it('carries a trace over HTTP in the headers of B3', async () => {
    for (const single of [false, true]) await expectSame(tracedHop(set, single), 'one trace true');
  });

  it('gets spans of its HTTP servers and clients from the instrumentation', () =>
    expectSame(instrumented(set), 'spans 10'));

  it('answers requests with hono', () => expectSame(ROUTES, 'closed'));

  it('has channels and YAML', () => expectSame(STRUCTURES, 'end'));

  it('says of an import that is not there what there is', async () => {
    const files = {
      'package.json': JSON.stringify({
        type: 'module',
        dependencies: {
          hono: PACKAGE_SETS[set]['hono'],
          '@opentelemetry/api': PACKAGE_SETS[set]['@opentelemetry/api'],
        },
      }),
    };
    const main = `import express from 'express';\nimport { parse } from 'yaml';\nimport { Hono } from 'hono';\nconsole.log(express, parse, Hono);`;
    const found = [];
    for (const runtime of runtimes) {
      const { result } = await runProgram(runtime, { main, files });
      found.push(result.outcome === 'compile-error' ? result.diagnostics : result);
    }
    expect(found[1]).toEqual(found[0]);
    const text = JSON.stringify(found[1]);
    expect(text).toContain(
      `Cannot find package 'express'. Packages available in this lab: @opentelemetry/api, hono`,
    );
    expect(text).toContain(
      `Add \\"yaml\\": \\"${PACKAGE_SETS[set]['yaml']}\\" to the dependencies in package.json`,
    );
  });
});

const SIGNALS = { '/v1/traces': 'traces', '/v1/metrics': 'metrics', '/v1/logs': 'logs' } as const;

function byPath(one: readonly string[], other: readonly string[]): number {
  return (one[0] ?? '').localeCompare(other[0] ?? '');
}

/** The path, then the request's data, times and identifiers replaced by their kind. */
function comparable({ path, headers, body }: HttpRequest): string {
  const encoding = encodingOfContentType(headers['content-type']);
  if (encoding === undefined) throw new Error(`An export in ${headers['content-type']}`);
  const signal = SIGNALS[path as keyof typeof SIGNALS];
  const decoded = decodeRequest(signal, body, encoding);
  const seen = new Map<string, number>();
  const text = JSON.stringify(
    decoded,
    (key, value: unknown) => {
      if (/unixNano$/i.test(key)) return 'a time';
      if (/^(traceId|spanId|parentSpanId)$/.test(key) && typeof value === 'string' && value !== '') {
        if (!seen.has(value)) seen.set(value, seen.size);
        return `id ${seen.get(value)}`;
      }
      if (typeof value === 'bigint') return `${value}n`;
      if (value instanceof Map) return [...value];
      if (value instanceof Uint8Array) return [...value];
      return value;
    },
    1,
  );
  return `${path}\n${text}`;
}
