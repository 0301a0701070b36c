import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { decodeTraces } from '../../otlp/export-request.ts';
import { repositoryRoot } from '../repository-root.ts';
import { loadLab } from './lab-folder.ts';
import { runOnce } from './run-once.ts';
import { UsageError } from './usage-error.ts';

let folder = '';
let printed = '';
let complained = '';

beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'run-once-'));
  printed = '';
  complained = '';
  vi.spyOn(process.stdout, 'write').mockImplementation((text) => {
    printed += text;
    return true;
  });
  vi.spyOn(process.stderr, 'write').mockImplementation((text) => {
    complained += text;
    return true;
  });
});
afterEach(async () => {
  vi.restoreAllMocks();
  await rm(folder, { recursive: true });
});

async function put(files: Readonly<Record<string, string>>): Promise<void> {
  for (const [name, text] of Object.entries(files)) {
    await mkdir(path.dirname(path.join(folder, name)), { recursive: true });
    await writeFile(path.join(folder, name), text);
  }
}

const run = (more: { config?: string; out?: string } = {}) =>
  runOnce({ folder, runtime: 'node', config: undefined, out: undefined, ...more });

describe('a project folder', () => {
  it('is run beside a collector, and what that accepted is written as OTLP/JSON', async () => {
    await put((await loadLab(`${repositoryRoot}labs`, 'hello-trace')).solution);
    const out = path.join(folder, 'spans.jsonl');
    expect(await run({ out })).toBe(0);
    expect(printed).toBe('worked for 30 ms\nexit code 0, 2 spans received\n');
    const lines = (await readFile(out, 'utf8')).trimEnd().split('\n');
    const spans = lines
      .flatMap((line) => decodeTraces(new TextEncoder().encode(line), 'json').resourceSpans)
      .flatMap(({ scopeSpans }) => scopeSpans.flatMap((scope) => scope.spans));
    expect(spans.map(({ name }) => name)).toEqual(['do-something', 'hello-world']);
  });

  it('gives its exit code', async () => {
    await put({ 'src/main.ts': `process.stdout.write('no line break'); process.exitCode = 4;` });
    expect(await run()).toBe(4);
    expect(printed).toBe('no line break\nexit code 4, 0 spans received\n');
  });

  it('that does not compile says where', async () => {
    await put({ 'src/main.ts': `const a = ;` });
    expect(await run()).toBe(1);
    expect(printed).toContain('compile error: src/main.ts:1:11');
  });

  it('is not run when the collector refuses its configuration', async () => {
    await put({ 'src/main.ts': `console.log('never');`, 'bad.yaml': 'receivers: {}' });
    expect(await run({ config: path.join(folder, 'bad.yaml') })).toBe(1);
    expect(printed).toBe('');
    expect(complained).toContain('at least one pipeline');
  });

  it('without a program, or with a configuration that is not there, is refused', async () => {
    await expect(run()).rejects.toThrow(UsageError);
    await put({ 'src/main.ts': '' });
    await expect(run({ config: '/absent.yaml' })).rejects.toThrow("/absent.yaml can't be read");
  });
});
