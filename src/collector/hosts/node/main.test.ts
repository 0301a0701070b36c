// biome-ignore-all lint/suspicious/noTemplateCurlyInString: configurations have references of that form
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { decodeTraces } from '../../../otlp/export-request.ts';
import { spansOf } from '../../../otlp/spans.ts';
import { tracesTo } from '../../testing/requests.ts';

const MAIN = fileURLToPath(new URL('./main.ts', import.meta.url));
const EXPORT_SPANS = fileURLToPath(new URL('./testing/export-spans.ts', import.meta.url));

let folder = '';
const children = new Set<ChildProcess>();

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'collector-'));
});
afterEach(() => {
  for (const child of children) child.kill('SIGKILL');
  children.clear();
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

interface Run {
  readonly child: ChildProcess;
  readonly exit: Promise<number | null>;
  stdout(): string;
  stderr(): string;
  /** Resolves with the match when standard error has it; rejects when the process ends without. */
  said(pattern: RegExp): Promise<RegExpExecArray>;
}

function node(script: string, ...args: string[]): Run {
  const child = spawn(process.execPath, [script, ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, ONE: '1' },
  });
  children.add(child);
  let stdout = '';
  let stderr = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
  const exit = once(child, 'close').then(([code]) => code as number | null);
  return {
    child,
    exit,
    stdout: () => stdout,
    stderr: () => stderr,
    async said(pattern) {
      for (let over = false; ; ) {
        const match = pattern.exec(stderr);
        if (match !== null) return match;
        if (over) throw new Error(`it ended without saying ${pattern}:\n${stderr}`);
        await Promise.race([once(child.stderr, 'data'), exit.then(() => (over = true))]);
      }
    },
  };
}

function file(name: string, text: string): string {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
}

/** A configuration on a port the system chooses. */
const ephemeral = (config: string): string => config.replace('http:\n', 'http: {endpoint: "localhost:0"}\n');

async function running(config: string, ...args: string[]): Promise<Run & { url: string }> {
  const run = node(MAIN, 'run', '--config', config, ...args);
  const [, address] = await run.said(/Starting HTTP server.*"endpoint": "([^"]+)"/);
  await run.said(/Everything is ready\. Begin running and processing data\./);
  return { ...run, url: `http://${address}/v1/traces` };
}

describe('collector run', () => {
  test.each([
    ['json', 'none'],
    ['json', 'gzip'],
    ['protobuf', 'none'],
    ['protobuf', 'gzip'],
  ])('takes what the SDK exports in another process: %s, compression %s', async (encoding, compression) => {
    const out = join(folder, `${encoding}-${compression}.jsonl`);
    const collector = await running(file('run.yaml', ephemeral(tracesTo('trace_store'))), '--out', out);
    const program = node(EXPORT_SPANS, collector.url, encoding, compression, '20');
    expect([await program.exit, program.stdout(), program.stderr()]).toEqual([0, 'success\n', '']);
    collector.child.kill('SIGTERM');
    expect(await collector.exit).toBe(0);
    const lines = readFileSync(out, 'utf8').trimEnd().split('\n');
    const spans = lines.flatMap((line) => [...spansOf(decodeTraces(new TextEncoder().encode(line), 'json'))]);
    expect(spans.map(({ span }) => span.name)).toEqual(
      Array.from({ length: 20 }, (_, index) => `span ${index}`),
    );
    expect(spans[7]!.span.attributes).toEqual(
      new Map<string, unknown>([
        ['index', 7n],
        ['encoding', encoding],
        ['ratio', 0.5],
      ]),
    );
    expect(spans[7]!.resource.attributes.get('service.name')).toBe('another-process');
    expect(spans[7]!.scope.name).toBe('export-spans');
  });

  test.each(['SIGINT', 'SIGTERM'] as const)('flushes a pending batch on %s', async (signal) => {
    const out = join(folder, 'flush.jsonl');
    const config = ephemeral(tracesTo('trace_store', 'debug')).replace('timeout: 50ms', 'timeout: 1h');
    const collector = await running(file('flush.yaml', config), '--out', out);
    expect(await node(EXPORT_SPANS, collector.url, 'protobuf', 'none', '3').exit).toBe(0);
    expect(readFileSync(out, 'utf8')).toBe('');
    collector.child.kill(signal);
    expect(await collector.exit).toBe(0);
    expect(readFileSync(out, 'utf8').trimEnd().split('\n')).toHaveLength(1);
    const said = collector.stderr();
    const order = ['Received signal from OS', 'Starting shutdown...', '\tTraces\t', 'Shutdown complete.'];
    expect(order.map((text) => said.indexOf(text))).toEqual(
      order.map((text) => said.indexOf(text)).toSorted((a, b) => a - b),
    );
    expect(said).toContain(`"signal": "${signal === 'SIGINT' ? 'interrupt' : 'terminated'}"`);
    expect(collector.stdout()).toBe('');
  });

  test('fails on purpose where it is told to', async () => {
    const config = file('fault.yaml', ephemeral(tracesTo('nop')));
    const collector = await running(config, '--fault', 'otlp=status=429,retry-after=7,count=1');
    const send = async (): Promise<[number, string | null]> => {
      const headers = { 'content-type': 'application/json' };
      const body = '{"resourceSpans":[{"scopeSpans":[{"spans":[{"name":"a"}]}]}]}';
      const answer = await fetch(collector.url, { method: 'POST', headers, body });
      return [answer.status, answer.headers.get('retry-after')];
    };
    expect([await send(), await send()]).toEqual([
      [429, '7'],
      [200, null],
    ]);
  });

  test('says which receiver can’t fail', async () => {
    const config = file('no-fault.yaml', ephemeral(tracesTo('nop')));
    const run = node(MAIN, 'run', '--config', config, '--fault', 'nope=drop');
    expect(await run.exit).toBe(1);
    expect(run.stderr()).toContain('Error: --fault: no receiver "nope" runs (receivers: otlp)');
    expect(run.stderr()).toContain('Shutdown complete.');
  });

  test('says that the port is taken, as the collector does', async () => {
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as { port: number };
    const run = node(
      MAIN,
      'run',
      '--config',
      file('taken.yaml', tracesTo('nop').replace('http:\n', `http: {endpoint: "localhost:${port}"}\n`)),
    );
    expect(await run.exit).toBe(1);
    server.close();
    expect(run.stderr().trimEnd().split('\n').at(-1)).toBe(
      `Error: cannot start pipelines: failed to start "otlp" receiver: listen tcp 127.0.0.1:${port}: bind: address already in use`,
    );
  });

  test('ends with what is wrong with the configuration', async () => {
    const run = node(MAIN, 'run', '--config', file('wrong.yaml', tracesTo('nop').replace('[nop]', '[nope]')));
    expect(await run.exit).toBe(1);
    expect(run.stderr()).toBe(
      'Error: invalid configuration: service::pipelines::traces: references exporter "nope" which is not configured\n',
    );
  });

  test('ends when it can’t write', async () => {
    const run = node(
      MAIN,
      'run',
      '--config',
      file('out.yaml', ephemeral(tracesTo('trace_store'))),
      '--out',
      join(folder, 'no/such/folder'),
    );
    expect(await run.exit).toBe(1);
    expect(run.stderr()).toMatch(/^Error: can't write to --out .*no\/such\/folder: ENOENT/);
  });
});

describe('collector validate', () => {
  test('says nothing of a good configuration', async () => {
    const run = node(MAIN, 'validate', '--config', file('good.yaml', tracesTo('debug')));
    expect([await run.exit, run.stdout(), run.stderr()]).toEqual([0, '', '']);
  });

  test('prints one error a line', async () => {
    const text = tracesTo('nop').replace('http:\n', '\n').replace('timeout: 50ms', 'timeout: -1s');
    const run = node(MAIN, 'validate', '--config', file('bad.yaml', text));
    expect(await run.exit).toBe(1);
    expect(run.stderr().trimEnd().split('\n')).toEqual([
      'Error: receivers::otlp: must specify at least one protocol when using the OTLP receiver',
      'processors::batch: timeout must be greater or equal to 0',
    ]);
  });

  test('builds the pipelines too', async () => {
    const text = tracesTo('nop')
      .replace('exporters:\n  nop:', 'exporters:\n  nop:\nconnectors:\n  forward:')
      .replace('exporters: [nop]', 'exporters: [nop, forward]');
    const run = node(MAIN, 'validate', '--config', file('one-sided.yaml', text));
    expect(await run.exit).toBe(1);
    expect(run.stderr()).toContain(
      'failed to build pipelines: connector "forward" used as exporter in [traces] pipeline but not used in any supported receiver pipeline',
    );
  });

  test('takes the environment, and warns with the place', async () => {
    const text = tracesTo('nop').replace(
      'timeout: 50ms',
      'send_batch_size: ${env:ONE}\n    timeout: ${env:SURELY_NOT_SET}',
    );
    const path = file('env.yaml', text);
    const run = node(MAIN, 'validate', '--config', `file:${path}`);
    expect(await run.exit).toBe(0);
    expect(run.stderr()).toBe(
      `Warning: ${path}:8:14: Configuration references unset environment variable "SURELY_NOT_SET"\n`,
    );
  });

  test('says that there is no such file', async () => {
    const run = node(MAIN, 'validate', '--config', 'no-such.yaml');
    expect(await run.exit).toBe(1);
    expect(run.stderr()).toContain(
      'unable to read the file file:no-such.yaml: open no-such.yaml: no such file or directory',
    );
  });
});

describe('collector', () => {
  test.each(['run', 'validate', 'replay', 'components', 'schema'])(
    '%s --help tells its options',
    async (name) => {
      const run = node(MAIN, name, '--help');
      expect(await run.exit).toBe(0);
      expect(run.stdout()).toContain(`Usage: npm run collector -- ${name}`);
    },
  );

  test('--version names the semantics it follows', async () => {
    const run = node(MAIN, '--version');
    expect(await run.exit).toBe(0);
    expect(run.stdout()).toContain('contrib v0.162.0');
  });

  test('schema prints JSON', async () => {
    const run = node(MAIN, 'schema');
    expect(await run.exit).toBe(0);
    expect(JSON.parse(run.stdout())).toMatchObject({
      $schema: 'https://json-schema.org/draft/2020-12/schema',
      $defs: { 'processor.batch': {} },
    });
  });

  test('components lists what is implemented', async () => {
    const run = node(MAIN, 'components');
    expect(await run.exit).toBe(0);
    for (const type of ['otlp', 'batch', 'debug', 'nop', 'trace_store'])
      expect(run.stdout()).toContain(`- name: ${type}\n`);
    expect(run.stdout()).toContain('contrib: false');
    expect(parse(run.stdout())).toMatchObject({
      buildinfo: { command: 'otelcol-contrib', version: '0.162.0' },
      processors: expect.arrayContaining([
        expect.objectContaining({
          name: 'batch',
          module: 'go.opentelemetry.io/collector/processor/batchprocessor v0.162.0',
          stability: { logs: 'Beta', metrics: 'Beta', traces: 'Beta' },
        }),
      ]),
      connectors: expect.arrayContaining([
        expect.objectContaining({
          name: 'span_metrics',
          module:
            'github.com/open-telemetry/opentelemetry-collector-contrib/connector/spanmetricsconnector v0.162.0',
          stability: expect.objectContaining({ 'traces-to-metrics': 'Alpha', 'logs-to-logs': 'Undefined' }),
        }),
      ]),
    });
  });

  test.each([
    [[], 'which command?'],
    [['fly'], 'unknown command "fly"'],
    [['run'], 'at least one config flag must be provided'],
    [['run', '--config'], '--config'],
    [['run', '--foo'], '--foo'],
    [['run', '--config', 'c', '--fault', 'status=503'], 'a fault is status=400|429|503'],
    [['run', '--config', 'c', '--fault', 'drop'], 'there is no receiver: --fault RECEIVER=FAULT'],
    [['validate', '--config', 'c', '--fault', 'otlp=drop'], '--fault is not an option of validate'],
    [['validate', '--config', 'a', '--out', 'b'], '--out is not an option of validate'],
    [['components', 'more'], 'unexpected argument "more"'],
  ])('%j gets the usage', async (args, message) => {
    const run = node(MAIN, ...args);
    expect(await run.exit).toBe(1);
    expect(run.stderr()).toContain(`Error: `);
    expect(run.stderr()).toContain(message);
    expect(run.stderr()).toContain('Usage:');
  });
});
