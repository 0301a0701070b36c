import { mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { decodeStruct } from '../../../config/decode.ts';
import { parseYaml } from '../../../config/parse-yaml.ts';
import { InProcessCollector } from '../../../hosts/in-process-collector.ts';
import { MemoryFiles } from '../../../hosts/memory-files.ts';
import { NodeFiles } from '../../../hosts/node/node-files.ts';
import { VirtualNetwork } from '../../../hosts/virtual-network.ts';
import type { ExtensionContext } from '../../../pipeline/component.ts';
import type { Files } from '../../../pipeline/files.ts';
import { ManualClock } from '../../../pipeline/manual-clock.ts';
import { jsonSpans } from '../../../testing/requests.ts';
import { testContext } from '../../../testing/test-context.ts';
import { fileStorageFactory } from './factory.ts';
import { storageName } from './storage-name.ts';

const SECOND = 1_000_000_000n;
const collector = {
  status: () => [],
  counters: () => [],
  extensions: [],
  pipelines: [],
} satisfies ExtensionContext['collector'];

const folders: string[] = [];
afterEach(() => {
  for (const path of folders.splice(0)) rmSync(path, { recursive: true, force: true });
});

function folder(): string {
  const path = mkdtempSync(join(tmpdir(), 'storage-'));
  folders.push(path);
  return path;
}

function fileStorage(config: string, files: Files = new MemoryFiles()) {
  const clock = new ManualClock(1_767_225_600n * SECOND);
  const { context, lines } = testContext({ id: 'file_storage', clock, files });
  const { config: decoded, problems } = decodeStruct(fileStorageFactory.schema, parseYaml(config));
  expect(problems).toEqual([]);
  const extension = fileStorageFactory.create(decoded as never, { ...context, collector });
  return { clock, extension, files, lines };
}

describe('file_storage', () => {
  test('needs its directory, and says how it can be made', async () => {
    const base = folder();
    const missing = join(base, 'a', 'b');
    const start = async (config: string) => fileStorage(config, new NodeFiles()).extension.start?.();
    await expect(start(`{directory: ${missing}}`)).rejects.toThrow(
      `directory must exist: stat ${missing}: no such file or directory. You can enable the create_directory option to automatically create it`,
    );
    await start(`{directory: ${missing}, create_directory: true, directory_permissions: '0700'}`);
    expect(statSync(missing).mode & 0o777).toBe(0o700);
    const file = join(base, 'file');
    writeFileSync(file, '');
    await expect(start(`{directory: ${file}}`)).rejects.toThrow(`${file} is not a directory`);
    const below = join(file, 'x');
    await expect(start(`{directory: ${below}}`)).rejects.toThrow(
      `problem accessing configured directory: ${below}, err: stat ${below}: not a directory`,
    );
    await expect(
      start(`{directory: ${base}, compaction: {on_start: true, directory: ${base}/no}}`),
    ).rejects.toThrow(`directory must exist: stat ${base}/no`);
  });

  test('keeps each owner’s values in a file of its own, on the machine', async () => {
    const base = folder();
    const { extension } = fileStorage(`{directory: ${base}}`, new NodeFiles());
    await extension.start?.();
    const [one, two] = [
      await extension.storage!('exporter_x__traces'),
      await extension.storage!('exporter_x/y~z'),
    ];
    await one!.set('k', new Uint8Array([1]));
    await two!.set('k', new Uint8Array([2]));
    await Promise.all([one!.close(), two!.close()]);
    expect(readdirSync(base).sort()).toEqual(['exporter_x__traces', 'exporter_x~002Fy~007Ez']);
    const again = fileStorage(`{directory: ${base}}`, new NodeFiles()).extension;
    const reopened = await again.storage!('exporter_x/y~z');
    expect(await reopened.get('k')).toEqual(new Uint8Array([2]));
    await reopened.close();
  });

  test('refuses a file that it can’t read, or puts it aside where it may', async () => {
    const files = new MemoryFiles();
    const file = await files.open('/data/owner', { append: false });
    await file.write(new TextEncoder().encode('something else altogether'));
    await expect(fileStorage('{directory: /data}', files).extension.storage!('owner')).rejects.toThrow(
      'invalid database',
    );
    const { extension, lines } = fileStorage('{directory: /data, recreate: true}', files);
    const storage = await extension.storage!('owner');
    expect(await storage.get('k')).toBeUndefined();
    expect([...(await files.list('/data'))].sort()).toEqual(['owner', 'owner.20260101T000000.000Z.backup']);
    expect(lines.some((line) => line.includes('warn\tDatabase corruption detected'))).toBe(true);
  });

  test('compacts at the start, and removes what an interrupted compaction left', async () => {
    const files = new MemoryFiles();
    const first = await fileStorage('{directory: /data}', files).extension.storage!('owner');
    for (let round = 0; round < 10; round += 1) await first.set('k', new Uint8Array(1000));
    await first.close();
    await (await files.open('/tmp/tempdb123', { append: false })).close();
    const config =
      '{directory: /data, compaction: {on_start: true, cleanup_on_start: true, directory: /tmp}}';
    const { extension, lines } = fileStorage(config, files);
    await extension.start?.();
    expect(await files.list('/tmp')).toEqual([]);
    const storage = await extension.storage!('owner');
    expect((await files.read('/data/owner'))!.length).toBeLessThan(1100);
    expect(await storage.get('k')).toHaveLength(1000);
    expect(lines.some((line) => line.includes('info\tfinished compaction'))).toBe(true);
  });

  test('compacts a file that was large once it holds little', async () => {
    const files = new MemoryFiles();
    const { clock, extension } = fileStorage(
      '{directory: /data, compaction: {on_rebound: true, directory: /data, rebound_needed_threshold_mib: 3, rebound_trigger_threshold_mib: 2, check_interval: 5s}}',
      files,
    );
    const storage = await extension.storage!('owner');
    const size = async () => (await files.read('/data/owner'))!.length;
    await storage.set('big', new Uint8Array(3_200_000));
    await storage.set('big', new Uint8Array(100));
    await clock.advance(4n * SECOND);
    expect(await size()).toBeGreaterThan(3_000_000);
    await clock.advance(1n * SECOND);
    expect(await size()).toBeLessThan(1000);
    await storage.close();
    expect(clock.nextDue).toBeUndefined();
  });

  test('keeps a queue across a restart of the collector', async () => {
    const yaml = `extensions: {file_storage: {directory: /data}}
receivers: {otlp: {protocols: {http: }}}
exporters: {otlp_http: {endpoint: 'http://127.0.0.1:5001', compression: none, sending_queue: {storage: file_storage}}}
service: {extensions: [file_storage], pipelines: {traces: {receivers: [otlp], exporters: [otlp_http]}}}
`;
    const files = new MemoryFiles();
    const events = { log: () => undefined, traces: () => undefined };
    // Nobody listens on port 5001 yet: what is sent waits.
    const first = new InProcessCollector({ files });
    expect(await first.start(yaml, events)).toMatchObject({ ok: true });
    expect((await first.request(4318, jsonSpans(2)))?.status).toBe(200);
    await first.shutdown();
    expect(await files.list('/data')).toEqual(['exporter_otlp_http__traces']);

    const machine = new VirtualNetwork();
    const arrived: number[] = [];
    let came: () => void = () => undefined;
    const arrival = new Promise<void>((resolve) => {
      came = resolve;
    });
    await machine.listen({ host: '', port: 5001 }, async ({ body }) => {
      arrived.push(body.length);
      came();
      return { status: 200, headers: {}, body: new Uint8Array() };
    });
    const second = new InProcessCollector({ files, machine });
    expect(await second.start(yaml, events)).toMatchObject({ ok: true });
    await arrival;
    await second.shutdown();
    expect(arrived).toHaveLength(1);
    expect(await second.counters()).toContainEqual(
      expect.objectContaining({ name: 'otelcol_exporter_sent_spans', value: 2 }),
    );
  });

  test('keeps the collector from starting where a queue’s file can’t be read', async () => {
    const files = new MemoryFiles();
    const file = await files.open('/data/exporter_otlp_http__traces', { append: false });
    await file.write(new TextEncoder().encode('something else altogether'));
    const yaml = `extensions: {file_storage: {directory: /data}}
receivers: {otlp: {protocols: {http: }}}
exporters: {otlp_http: {endpoint: 'http://127.0.0.1:5001', sending_queue: {storage: file_storage}}}
service: {extensions: [file_storage], pipelines: {traces: {receivers: [otlp], exporters: [otlp_http]}}}
`;
    const events = { log: () => undefined, traces: () => undefined };
    const started = await new InProcessCollector({ files }).start(yaml, events);
    expect(started).toMatchObject({
      ok: false,
      errors: [{ message: 'failed to start "otlp_http" exporter: invalid database' }],
    });
  });
});

test.each([
  ['exporter_otlp_http_far_traces', 'exporter_otlp_http_far_traces'],
  ['a b/c~d', 'a~0020b~002Fc~007Ed'],
  ['ü😀', '~00FC~1F600'],
])('the file of %j is %j', (owner, name) => {
  expect(storageName(owner)).toBe(name);
});
