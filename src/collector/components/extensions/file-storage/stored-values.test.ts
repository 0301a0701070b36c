import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { MemoryFiles } from '../../../hosts/memory-files.ts';
import { InvalidFileError } from './change-log.ts';
import { StoredValues } from './stored-values.ts';

const PATH = '/data/owner';
const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const text = (value: Uint8Array | undefined): string | undefined => value && new TextDecoder().decode(value);

async function put(files: MemoryFiles, content: Uint8Array): Promise<void> {
  const file = await files.open(PATH, { append: false });
  await file.write(content);
  await file.close();
}

type Step =
  | { readonly do: 'set'; readonly key: string; readonly value: Uint8Array }
  | { readonly do: 'delete'; readonly key: string }
  | { readonly do: 'reopen' | 'compact' };

const key = fc.constantFrom('0', '1', 'qmv0', 'ключ');
const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({ do: fc.constant('set' as const), key, value: fc.uint8Array({ maxLength: 40 }) }),
  fc.record({ do: fc.constant('delete' as const), key }),
  fc.record({ do: fc.constantFrom('reopen' as const, 'compact' as const) }),
);

describe('stored values', () => {
  test('are those that were set last, however often the file is opened anew or rewritten', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 30 }), async (steps) => {
        const files = new MemoryFiles();
        const expected = new Map<string, Uint8Array>();
        let values = await StoredValues.open(files, PATH, 0);
        for (const each of steps) {
          if (each.do === 'set') {
            await values.set(each.key, each.value);
            expected.set(each.key, each.value);
          } else if (each.do === 'delete') {
            await values.delete(each.key);
            expected.delete(each.key);
          } else if (each.do === 'compact') {
            await values.compact('/data/tempdb1');
            expect(values.sizes.total).toBe(values.sizes.data);
          } else {
            await values.close();
            values = await StoredValues.open(files, PATH, 0);
          }
          expect(values.sizes.total).toBeGreaterThanOrEqual(values.sizes.data);
        }
        for (const name of ['0', '1', 'qmv0', 'ключ'])
          expect(await values.get(name)).toEqual(expected.get(name));
        await values.close();
      }),
    );
  });

  test('outlive a process that was killed while it wrote', async () => {
    const files = new MemoryFiles();
    const values = await StoredValues.open(files, PATH, 0);
    await values.set('a', bytes('first'));
    const whole = (await files.read(PATH))!;
    await values.set('b', bytes('second'));
    const both = (await files.read(PATH))!;
    for (let end = whole.length; end < both.length; end += 1) {
      await put(files, both.subarray(0, end));
      const reopened = await StoredValues.open(files, PATH, 0);
      expect([text(await reopened.get('a')), await reopened.get('b')]).toEqual(['first', undefined]);
      await reopened.set('c', bytes('third'));
      await reopened.close();
      const again = await StoredValues.open(files, PATH, 0);
      expect(text(await again.get('c'))).toBe('third');
    }
  });

  test('in a file that was damaged, or is another’s, can’t be had', async () => {
    const files = new MemoryFiles();
    const values = await StoredValues.open(files, PATH, 0);
    await values.set('a', bytes('value'));
    const good = (await files.read(PATH))!;
    await put(files, good.with(good.length - 6, (good.at(-6) ?? 0) ^ 1));
    await expect(StoredValues.open(files, PATH, 0)).rejects.toThrow(InvalidFileError);
    await put(files, bytes('a file of something else'));
    await expect(StoredValues.open(files, PATH, 0)).rejects.toThrow('invalid database');
  });

  test('take no more room than is allowed, deleted ones apart', async () => {
    const files = new MemoryFiles();
    const values = await StoredValues.open(files, PATH, 1000);
    for (let round = 0; round < 20; round += 1) {
      await values.set('a', new Uint8Array(300));
      await values.delete('a');
    }
    await values.set('a', new Uint8Array(600));
    const full = 'the storage extension has run out of available space';
    await expect(values.set('b', new Uint8Array(600))).rejects.toThrow(full);
    expect(values.sizes.total).toBeLessThanOrEqual(1000);
    expect((await values.get('a'))?.length).toBe(600);
  });

  test('don’t make a file of what was deleted long ago', async () => {
    const files = new MemoryFiles();
    const values = await StoredValues.open(files, PATH, 0);
    for (let round = 0; round < 100; round += 1) {
      await values.set('a', new Uint8Array(100_000));
      await values.delete('a');
    }
    expect(values.sizes.total).toBeLessThan(1_300_000);
    expect(await files.list('/data')).toEqual(['owner']);
  });

  test('can’t be asked for once they are closed', async () => {
    const values = await StoredValues.open(new MemoryFiles(), PATH, 0);
    await Promise.all([values.close(), values.close()]);
    await expect(values.get('a')).rejects.toThrow('database not open');
  });
});
