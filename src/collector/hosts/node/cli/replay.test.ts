import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { decodeTraces, encodeTraces } from '../../../../otlp/export-request.ts';
import { countSpans } from '../../../../otlp/spans.ts';
import { testTraces, tracesTo } from '../../../testing/requests.ts';
import { parseCommand } from './arguments.ts';
import { runReplay } from './replay.ts';

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'replay-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function file(name: string, text: string): string {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
}

const line = (spans: number): string => new TextDecoder().decode(encodeTraces(testTraces(spans), 'json'));

async function replayed(out: string, ...args: readonly string[]) {
  const command = parseCommand(['replay', ...args, '--out', join(folder, out)]);
  if (command.name !== 'replay') throw new Error(`it is read as ${command.name}`);
  const said: string[] = [];
  const complained: string[] = [];
  const code = await runReplay(
    command,
    (text) => said.push(text),
    (text) => complained.push(text),
  );
  return { code, said, complained };
}

const written = (out: string, name: string): number[] =>
  readFileSync(join(folder, out, name), 'utf8')
    .split('\n')
    .slice(0, -1)
    .map((text) => countSpans(decodeTraces(new TextEncoder().encode(text), 'json')));

describe('collector replay', () => {
  test('writes a file for each exporter, named after it', async () => {
    const config = file('c.yaml', tracesTo('nop', 'nop/a/b', 'nop/a_b'));
    const traces = file('t.jsonl', `${line(2)}\n${line(3).replace('{', '{"at":"1s",')}\n`);
    const { code, said } = await replayed('one', '--config', config, '--traces', traces);
    expect(code).toBe(0);
    expect(readdirSync(join(folder, 'one')).toSorted()).toEqual([
      'nop.traces.jsonl',
      'nop_a_b.traces.jsonl',
      'nop_a_b_2.traces.jsonl',
    ]);
    expect(written('one', 'nop.traces.jsonl')).toEqual([2, 3]);
    expect(said).toEqual([
      '2 lines replayed in 1m1s of virtual time',
      `nop: 5 items of traces -> ${join(folder, 'one', 'nop.traces.jsonl')}`,
      `nop/a/b: 5 items of traces -> ${join(folder, 'one', 'nop_a_b.traces.jsonl')}`,
      `nop/a_b: 5 items of traces -> ${join(folder, 'one', 'nop_a_b_2.traces.jsonl')}`,
    ]);
  });

  test('contacts nobody: what exporters send is answered', async () => {
    const text = tracesTo('otlp_http')
      .replace('otlp_http:', 'otlp_http: {endpoint: "http://127.0.0.1:9"}')
      .replace('http:', 'http: {endpoint: "nowhere.example:1"}');
    const traces = file('net.jsonl', line(1));
    const { code, complained } = await replayed(
      'net',
      '--config',
      file('net.yaml', text),
      '--traces',
      traces,
    );
    expect(code).toBe(0);
    expect(written('net', 'otlp_http.traces.jsonl')).toEqual([1]);
    expect(complained.filter((said) => /\t(warn|error)\t|Exporting failed/.test(said))).toEqual([]);
  });

  test('leaves the output of before where a line is bad', async () => {
    const config = file('keep.yaml', tracesTo('nop'));
    const good = file('good.jsonl', line(1));
    const bad = file('bad.jsonl', `${line(2)}\n{\n`);
    await replayed('keep', '--config', config, '--traces', good);
    await expect(replayed('keep', '--config', config, '--traces', bad)).rejects.toThrow(`${bad}:2: `);
    expect(written('keep', 'nop.traces.jsonl')).toEqual([1]);
  });

  test('empties the file of an exporter that got nothing', async () => {
    const config = file('empty.yaml', tracesTo('nop'));
    await replayed('empty', '--config', config, '--traces', file('full.jsonl', line(1)));
    await replayed('empty', '--config', config, '--traces', file('none.jsonl', '{"resourceSpans":[]}'));
    expect(written('empty', 'nop.traces.jsonl')).toEqual([]);
  });

  test('ends with what is wrong with the configuration', async () => {
    const config = file('wrong.yaml', tracesTo('nop').replace('[nop]', '[nope]'));
    const { code, complained } = await replayed(
      'wrong',
      '--config',
      config,
      '--traces',
      file('w.jsonl', line(1)),
    );
    expect(code).toBe(1);
    expect(complained).toEqual([
      'Error: invalid configuration: service::pipelines::traces: references exporter "nope" which is not configured',
    ]);
  });

  test('says which file it can’t read', async () => {
    const config = file('read.yaml', tracesTo('nop'));
    await expect(replayed('read', '--config', config, '--traces', 'no-such.jsonl')).rejects.toThrow(
      "can't read --traces no-such.jsonl: ENOENT",
    );
  });

  test.each([
    [['--config', 'c'], 'Give --traces, --metrics, --logs or --profiles FILE'],
    [['--traces', 't'], 'at least one config flag must be provided'],
    [['--config', 'c', '--traces', 't', '--until', 'soon'], '--until takes a duration such as 60s'],
    [['--config', 'c', '--traces', 't', '--until=-1s'], '--until takes a duration such as 60s'],
    [
      ['--config', 'c', '--traces', 't', '--start', 'noon'],
      '--start takes a time such as 2026-01-01T00:00:00Z',
    ],
    [['--config', 'c', '--traces', 't', '--seed', 'x'], '--seed takes a whole number'],
  ])('%j is refused', (args, message) => {
    expect(() => parseCommand(['replay', ...args, '--out', 'o'])).toThrow(message);
  });

  test('needs to be told where to write', () => {
    expect(() => parseCommand(['replay', '--config', 'c', '--traces', 't'])).toThrow('Give --out DIR');
  });

  test('reads times and seeds', () => {
    const args = ['--config', 'c', '--logs', 'l', '--out', 'o', '--until', '1m', '--seed', '9'];
    expect(parseCommand(['replay', ...args, '--start', '2026-01-01T00:00:00Z'])).toMatchObject({
      until: 60_000_000_000n,
      start: 1_767_225_600_000_000_000n,
      seed: 9,
      files: [{ signal: 'logs', path: 'l' }],
    });
    expect(parseCommand(['replay', ...args, '--start', '12'])).toMatchObject({ start: 12n });
  });
});
