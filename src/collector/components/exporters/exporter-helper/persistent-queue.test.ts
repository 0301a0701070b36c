import { describe, expect, test } from 'vitest';
import { countSpans } from '../../../../otlp/spans.ts';
import { defaultConfig } from '../../../config/default-config.ts';
import type { Storage } from '../../../pipeline/component.ts';
import { emptyContext } from '../../../pipeline/consumer.ts';
import { ManualClock } from '../../../pipeline/manual-clock.ts';
import { testTraces } from '../../../testing/requests.ts';
import { testContext } from '../../../testing/test-context.ts';
import { createExporter } from './exporter-helper.ts';
import { type QueueConfig, queueSchema } from './queue-config.ts';
import { retrySchema } from './retry-config.ts';

/** A storage extension, and what is in it by owner and key. */
function storageExtension() {
  const owners = new Map<string, Map<string, Uint8Array>>();
  let open = 0;
  const storage = async (owner: string): Promise<Storage> => {
    const values = owners.get(owner) ?? new Map<string, Uint8Array>();
    owners.set(owner, values);
    open += 1;
    return {
      get: async (key) => values.get(key),
      set: async (key, value) => void values.set(key, value),
      delete: async (key) => void values.delete(key),
      close: async () => {
        open -= 1;
      },
    };
  };
  return { owners, open: () => open, extension: { storage } };
}

async function exporter(
  storage: ReturnType<typeof storageExtension>,
  push: (spans: number, tenant: readonly string[] | undefined) => Promise<void>,
  queue: Partial<QueueConfig> = {},
) {
  const clock = new ManualClock();
  const { context, lines } = testContext({
    id: 'otlp_http/far',
    clock,
    extension: (id) => (id === 'file_storage' ? storage.extension : id === 'pprof' ? {} : undefined),
  });
  const instance = createExporter(context, {
    traces: () => ({
      queue: { ...defaultConfig(queueSchema.inner), storage: 'file_storage', ...queue },
      retry: defaultConfig(retrySchema),
      push: (data, { metadata }) => push(countSpans(data), metadata.get('tenant')),
    }),
  });
  const { traces } = instance;
  const consume = (count: number) =>
    traces!.consume(testTraces(count), { ...emptyContext, metadata: new Map([['tenant', ['a']]]) });
  return { clock, instance, consume, lines, telemetry: context.telemetry };
}

describe('a queue with storage', () => {
  test('sends what it was given, with its metadata, and keeps nothing of it', async () => {
    const storage = storageExtension();
    const sent: unknown[] = [];
    const { clock, instance, consume } = await exporter(storage, async (...push) => void sent.push(push));
    await instance.start?.();
    await consume(3);
    await consume(4);
    await clock.advance(0n);
    expect(sent).toEqual([
      [3, ['a']],
      [4, ['a']],
    ]);
    const values = storage.owners.get('exporter_otlp_http_far_traces')!;
    expect([...values.keys()]).toEqual(['qmv0']);
    await instance.shutdown?.();
    expect(storage.open()).toBe(0);
  });

  test('keeps what could not be sent for the next start, what was under way last', async () => {
    const storage = storageExtension();
    const failing = await exporter(storage, () => Promise.reject(new Error('no route')), {
      num_consumers: 1,
    });
    await failing.instance.start?.();
    for (const count of [1, 2, 3]) await failing.consume(count);
    await failing.clock.advance(0n);
    await failing.instance.shutdown?.();
    expect(storage.open()).toBe(0);

    const sent: number[] = [];
    const later = await exporter(storage, async (spans) => void sent.push(spans), { num_consumers: 1 });
    await later.instance.start?.();
    await later.clock.advance(0n);
    expect(sent).toEqual([2, 3, 1]);
    expect(later.lines.slice(0, 3)).toEqual([
      expect.stringContaining('Loaded queue metadata\t'),
      expect.stringContaining('Fetching items left for dispatch by consumers\t'),
      expect.stringContaining('Moved items for dispatching back to queue\t'),
    ]);
    await later.instance.shutdown?.();
  });

  test('also with batches', async () => {
    const storage = storageExtension();
    const sent: number[] = [];
    const { batch } = queueSchema.inner.fields;
    const { instance, consume } = await exporter(storage, async (spans) => void sent.push(spans), {
      batch: defaultConfig(batch.schema.inner),
    });
    await instance.start?.();
    await consume(3);
    await consume(4);
    await instance.shutdown?.();
    expect(sent.reduce((sum, count) => sum + count, 0)).toBeGreaterThan(0);
    expect(storage.open()).toBe(0);
  });

  test('refuses what goes over its size', async () => {
    const storage = storageExtension();
    const { instance, consume, telemetry } = await exporter(storage, () => new Promise(() => undefined), {
      queue_size: 5,
      sizer: 'items',
    });
    await instance.start?.();
    await consume(3);
    await expect(consume(3)).rejects.toThrow('sending queue is full');
    expect(telemetry.values()).toContainEqual(
      expect.objectContaining({ name: 'otelcol_exporter_queue_size', value: 3 }),
    );
  });

  test('starts anew where the record can’t be read', async () => {
    const storage = storageExtension();
    storage.owners.set('exporter_otlp_http_far_traces', new Map([['qmv0', Uint8Array.of(0xff, 0xff, 0xff)]]));
    const { instance, lines } = await exporter(storage, async () => undefined);
    await instance.start?.();
    expect(lines[0]).toContain('\terror\tFailed getting metadata, starting with new ones\t');
    await instance.shutdown?.();
  });

  test.each([
    ['none', 'no storage client extension found'],
    ['pprof', 'requested extension is not a storage extension'],
  ])('does not start with %s for a storage', async (id, text) => {
    const { instance } = await exporter(storageExtension(), async () => undefined, { storage: id });
    await expect(instance.start?.()).rejects.toThrow(text);
  });
});
