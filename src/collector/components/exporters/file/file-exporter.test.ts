import { afterEach, describe, expect, test } from 'vitest';
import { decodeTraces } from '../../../../otlp/export-request.ts';
import type { TracesData } from '../../../../otlp/model.ts';
import { defaultConfig } from '../../../config/default-config.ts';
import { MemoryFiles } from '../../../hosts/memory-files.ts';
import { emptyContext, PermanentError } from '../../../pipeline/consumer.ts';
import { ManualClock } from '../../../pipeline/manual-clock.ts';
import { testTraces } from '../../../testing/requests.ts';
import { testContext } from '../../../testing/test-context.ts';
import { type FileConfig, fileSchema } from './config.ts';
import { createFileExporter } from './file-exporter.ts';
import { clean, groupPath } from './group-path.ts';

const MS = 1_000_000n;
const START = 1_767_225_600_000n * MS;

const open: { shutdown?(): Promise<void> }[] = [];
afterEach(async () => {
  for (const exporter of open.splice(0)) await exporter.shutdown?.();
});

async function exporter(config: Partial<FileConfig>, files = new MemoryFiles()) {
  const clock = new ManualClock(START);
  const { context, lines } = testContext({ clock, files });
  const all = { ...(defaultConfig(fileSchema) as FileConfig), path: '/out/data.jsonl', ...config };
  const made = createFileExporter(all, context);
  await made.start?.();
  open.push(made);
  const send = async (data: TracesData) => made.traces?.consume(data, emptyContext);
  const text = async (path: string) => {
    const bytes = await files.read(path);
    return bytes && new TextDecoder().decode(bytes);
  };
  return { made, send, text, files, clock, lines };
}

/** Data whose JSON has at least so many bytes. */
function large(bytes: number): TracesData {
  const data = testTraces(1);
  data.resourceSpans[0]?.scopeSpans[0]?.spans[0]?.attributes.set('padding', 'x'.repeat(bytes));
  return data;
}

function ofHost(host: string | bigint): TracesData {
  const data = testTraces(1);
  data.resourceSpans[0]?.resource.attributes.set('host', host);
  return data;
}

describe('a file', () => {
  test('has a line of JSON for each piece of data, once the interval is over', async () => {
    const { send, text, clock } = await exporter({});
    await send(testTraces(1));
    await send(testTraces(2, 2));
    await clock.advance(999n * MS);
    expect(await text('/out/data.jsonl')).toBe('');
    await clock.advance(1n * MS);
    const lines = (await text('/out/data.jsonl'))?.split('\n');
    expect(
      lines?.map((line) => JSON.parse(line || 'null')?.resourceSpans[0].scopeSpans[0].spans.length),
    ).toEqual([1, 2, undefined]);
  });

  test('is written to at once when 4 KiB have come together, and at the end', async () => {
    const { made, send, text } = await exporter({ flush_interval: 3_600_000n * MS });
    await send(large(5000));
    const first = (await text('/out/data.jsonl'))?.length ?? 0;
    expect(first).toBeGreaterThan(5000);
    await send(testTraces(1));
    expect((await text('/out/data.jsonl'))?.length).toBe(first);
    await made.shutdown?.();
    expect((await text('/out/data.jsonl'))?.length).toBeGreaterThan(first);
  });

  test('has messages after their lengths with `format: proto`', async () => {
    const { made, send, files } = await exporter({ format: 'proto' });
    await send(testTraces(3));
    await made.shutdown?.();
    const bytes = (await files.read('/out/data.jsonl')) ?? new Uint8Array();
    const length = new DataView(bytes.buffer).getUint32(0);
    expect(length).toBe(bytes.length - 4);
    expect(decodeTraces(bytes.subarray(4), 'protobuf')).toEqual(testTraces(3));
  });

  test('is emptied at the start unless `append` is set', async () => {
    const files = new MemoryFiles();
    for (const [append, lines] of [
      [false, 1],
      [true, 2],
      [false, 1],
    ] as const) {
      const { made, send, text } = await exporter({ append }, files);
      await send(testTraces(1));
      await made.shutdown?.();
      expect((await text('/out/data.jsonl'))?.split('\n').length, String(append)).toBe(lines + 1);
    }
  });

  test('that can’t be written to fails those who write, from then on', async () => {
    const files = new MemoryFiles();
    const real = files.open.bind(files);
    files.open = async (path, options) => ({
      ...(await real(path, options)),
      write: async () => {
        throw new Error('write /out/data.jsonl: no space left on device');
      },
      close: async () => undefined,
    });
    const { made, send, clock } = await exporter({}, files);
    await send(testTraces(1));
    await clock.advance(1000n * MS);
    await expect(send(testTraces(1))).rejects.toThrow('no space left on device');
    await expect(made.shutdown?.()).rejects.toThrow('no space left on device');
    open.pop();
  });

  test('with an encoding extension that isn’t there doesn’t start', async () => {
    await expect(exporter({ encoding: 'otlp_encoding' })).rejects.toThrow('unknown encoding "otlp_encoding"');
  });
});

describe('groups', () => {
  const groups = { enabled: true, resource_attribute: 'host', max_open_files: 100 };
  const path = '/out/of-*.jsonl';

  test('have files of their own, without resources that are in none', async () => {
    const { made, send, files, text, lines } = await exporter({ path, group_by: groups });
    await send({ resourceSpans: [...ofHost('a').resourceSpans, ...ofHost('b').resourceSpans] });
    await send(ofHost('a'));
    await send(ofHost(7n));
    await made.shutdown?.();
    expect([...(await files.list('/out'))].sort()).toEqual(['of-a.jsonl', 'of-b.jsonl']);
    expect((await text('/out/of-a.jsonl'))?.split('\n').length).toBe(3);
    expect(
      lines.filter((line) => line.includes('Resource does not contain host attribute, dropping it')),
    ).toHaveLength(1);
  });

  test('close the file not used for longest when too many are open; opened again it begins anew', async () => {
    const { made, send, text } = await exporter({ path, group_by: { ...groups, max_open_files: 1 } });
    for (const host of ['a', 'a', 'b', 'a']) await send(ofHost(host));
    await made.shutdown?.();
    expect((await text('/out/of-a.jsonl'))?.split('\n').length).toBe(2);
  });

  test('that can’t be written are permanent failures, and don’t keep others from theirs', async () => {
    const files = new MemoryFiles();
    const real = files.open.bind(files);
    files.open = async (name, options) => {
      if (name.includes('of-a')) throw new Error(`open ${name}: permission denied`);
      return real(name, options);
    };
    const { made, send, text } = await exporter({ path, group_by: groups }, files);
    const failure = send({ resourceSpans: [...ofHost('a').resourceSpans, ...ofHost('b').resourceSpans] });
    await expect(failure).rejects.toThrow(PermanentError);
    await expect(failure).rejects.toThrow('open /out/of-a.jsonl: permission denied');
    await made.shutdown?.();
    expect((await text('/out/of-b.jsonl'))?.split('\n').length).toBe(2);
  });

  test('need at least one open file', async () => {
    const none = exporter({ path, group_by: { ...groups, max_open_files: 0 } });
    await expect(none).rejects.toThrow('must provide a positive size');
  });

  test.each([
    ['/data/*.json', 'a', '/data/a.json'],
    ['/data/*.json', 'a/b', '/data/a/b.json'],
    ['/data/*.json', './a', '/data/a.json'],
    ['/data/*.json', '../etc/my_config', '/data/etc/my_config.json'],
    ['/data/*.json', '../../etc/my_config', '/data/etc/my_config.json'],
    ['/data/*.json', '', '/data/.json'],
    ['/data/log-*', '../x', '/data/log-/x'],
    ['./group_by/*.json', 'a', 'group_by/a.json'],
  ])('%s with "%s" is %s', (pattern, group, expected) => {
    expect(groupPath(pattern, group)).toBe(expected);
  });

  test.each([
    ['', '.'],
    ['/', '/'],
    ['/..', '/'],
    ['a/../..', '..'],
    ['../a//b/./c/..', '../a/b'],
  ])('the path "%s" is "%s"', (path, expected) => {
    expect(clean(path)).toBe(expected);
  });
});

describe('a rotation', () => {
  const rotation = { max_megabytes: 1, max_days: 0, max_backups: 100, localtime: false };
  const half = large(600 * 1024);

  test('renames the file when the next piece doesn’t fit, by the time', async () => {
    const { send, files, clock } = await exporter({ rotation });
    await send(half);
    expect(await files.list('/out')).toEqual(['data.jsonl']);
    await clock.advance(1234n * MS);
    await send(half);
    expect([...(await files.list('/out'))].sort()).toEqual([
      'data-2026-01-01T00-00-01.234-size.jsonl',
      'data.jsonl',
    ]);
  });

  test('refuses what is larger than a file may be', async () => {
    const { send } = await exporter({ rotation });
    await expect(send(large(1024 * 1024))).rejects.toThrow(
      /^write length \d+ exceeds maximum file size 1048576$/,
    );
  });

  test('goes on with a file that is there', async () => {
    const files = new MemoryFiles();
    for (const count of [1, 2]) {
      const { made, send, text } = await exporter({ rotation }, files);
      await send(testTraces(1));
      await made.shutdown?.();
      expect((await text('/out/data.jsonl'))?.split('\n').length).toBe(count + 1);
    }
  });

  test('keeps as many backups as it may, the newest', async () => {
    const { send, files, clock } = await exporter({ rotation: { ...rotation, max_backups: 2 } });
    for (let count = 0; count < 5; count += 1) {
      await send(half);
      await clock.advance(1000n * MS);
    }
    expect([...(await files.list('/out'))].sort()).toEqual([
      'data-2026-01-01T00-00-03.000-size.jsonl',
      'data-2026-01-01T00-00-04.000-size.jsonl',
      'data.jsonl',
    ]);
  });

  test('removes backups that are too old, and no other files', async () => {
    const files = new MemoryFiles();
    const old = [
      'data-2025-12-29T00-00-00.000-size.jsonl',
      'data-2025-12-31T00-00-00.000-size.jsonl',
      'data-other.jsonl',
    ];
    for (const name of old) await (await files.open(`/out/${name}`, { append: false })).close();
    const { send } = await exporter({ rotation: { ...rotation, max_backups: 0, max_days: 2 } }, files);
    await send(half);
    expect([...(await files.list('/out'))].sort()).toEqual([old[1], old[2], 'data.jsonl']);
  });

  test('names backups of older collectors as today’s', async () => {
    const files = new MemoryFiles();
    await (await files.open('/out/data-2025-12-29T00-00-00.000.jsonl', { append: false })).close();
    await exporter({ rotation }, files);
    expect(await files.list('/out')).toEqual(['data-2025-12-29T00-00-00.000-size.jsonl']);
  });

  test('may tell the local time', async () => {
    const { send, files } = await exporter({ path: 'data', rotation: { ...rotation, localtime: true } });
    await send(half);
    await send(half);
    const local = new Date(Number(START / MS));
    const two = (part: number) => String(part).padStart(2, '0');
    const day = `${local.getFullYear()}-${two(local.getMonth() + 1)}-${two(local.getDate())}`;
    expect(await files.list('.')).toContain(
      `data-${day}T${two(local.getHours())}-${two(local.getMinutes())}-00.000-size`,
    );
  });
});
