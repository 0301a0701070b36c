import { describe, expect, it, vi } from 'vitest';
import { parseDraftRecord } from './draft-record.ts';
import { type DraftStorage, memoryDraftStorage } from './draft-storage.ts';
import { type DraftVersion, type LabDraft, openLabDraft } from './drafts.ts';
import { pageHandOver } from './hand-over.ts';

const labId = 'hello-trace';
let time = 1_000;

function localStorageLike(entries = new Map<string, string>()) {
  return () => ({
    getItem: (key: string) => entries.get(key) ?? null,
    setItem: (key: string, text: string) => void entries.set(key, text),
    removeItem: (key: string) => void entries.delete(key),
  });
}

interface Tab extends LabDraft {
  readonly offers: DraftVersion[];
  readonly failures: () => number;
}

async function openTab(storage: DraftStorage, handOver = pageHandOver(localStorageLike())): Promise<Tab> {
  const offers: DraftVersion[] = [];
  let failures = 0;
  const draft = await openLabDraft({
    labId,
    storage,
    handOver,
    now: () => time++,
    delayMs: 60_000,
    displaced: (version) => offers.push(version),
    failed: () => failures++,
  });
  await Promise.resolve();
  return { ...draft, offers, failures: () => failures };
}

async function saveNow(tab: Tab, text: string): Promise<void> {
  tab.save({ 'src/main.ts': text });
  await tab.flush();
}

describe('a draft', () => {
  it('is restored by the next page and gone when the learner is back at the starter', async () => {
    const storage = memoryDraftStorage();
    await saveNow(await openTab(storage), 'mine');
    const next = await openTab(storage);
    expect(next.restored).toEqual({ 'src/main.ts': 'mine' });
    next.save({});
    await next.flush();
    expect((await openTab(storage)).restored).toBeUndefined();
  });

  it('is saved once after a burst of edits', async () => {
    const storage = memoryDraftStorage();
    const save = vi.spyOn(storage, 'save');
    const tab = await openTab(storage);
    for (const text of ['a', 'ab', 'abc']) tab.save({ 'src/main.ts': text });
    await tab.close();
    expect(save).toHaveBeenCalledOnce();
    expect((await storage.read(labId))?.files).toEqual({ 'src/main.ts': 'abc' });
  });

  it('offers back the version of another tab that a save wrote over', async () => {
    const storage = memoryDraftStorage();
    const [first, second] = [await openTab(storage), await openTab(storage)];
    await saveNow(first, 'first');
    await saveNow(second, 'second');
    expect((await storage.read(labId))?.files).toEqual({ 'src/main.ts': 'second' });
    expect(second.offers.map((offer) => offer.files)).toEqual([{ 'src/main.ts': 'first' }]);
    expect(first.offers).toEqual([]);
    // Still offered after a reload, until the learner has decided.
    const reloaded = await openTab(storage);
    expect(reloaded.offers).toHaveLength(1);
    reloaded.settle();
    await saveNow(reloaded, 'third');
    expect((await openTab(storage)).offers).toEqual([]);
  });

  it('does not offer what this tab has read or what is the same', async () => {
    const storage = memoryDraftStorage();
    const first = await openTab(storage);
    await saveNow(first, 'same');
    const second = await openTab(storage);
    await saveNow(second, 'mine');
    await saveNow(first, 'mine');
    expect([...first.offers, ...second.offers]).toEqual([]);
  });

  it('goes on and says so when the browser refuses a save', async () => {
    const storage: DraftStorage = { ...memoryDraftStorage(), save: () => Promise.reject(new Error('quota')) };
    const tab = await openTab(storage);
    await saveNow(tab, 'mine');
    expect(tab.failures()).toBe(1);
  });
});

describe('the hand-over of a page that goes away', () => {
  const left = { labId, files: { 'src/main.ts': 'left' }, writer: 'gone', seen: undefined, settled: false };

  it('is restored and moved to the database by the next page', async () => {
    const storage = memoryDraftStorage();
    const handOver = pageHandOver(localStorageLike());
    handOver.put({ ...left, savedAt: time++ });
    const next = await openTab(storage, handOver);
    expect(next.restored).toEqual(left.files);
    expect((await storage.read(labId))?.files).toEqual(left.files);
    expect(handOver.take(labId)).toBeUndefined();
  });

  it('is offered when another tab saved later', async () => {
    const storage = memoryDraftStorage();
    const handOver = pageHandOver(localStorageLike());
    handOver.put({ ...left, savedAt: time++ });
    await saveNow(await openTab(storage), 'later');
    const next = await openTab(storage, handOver);
    expect(next.restored).toEqual({ 'src/main.ts': 'later' });
    expect(next.offers.map((offer) => offer.files)).toEqual([left.files]);
  });

  it('is ignored when damaged or when storage is blocked', () => {
    expect(
      pageHandOver(localStorageLike(new Map([['otlp-academy.unsaved.1.hello-trace', '{']]))).take(labId),
    ).toBeUndefined();
    const blocked = pageHandOver(() => {
      throw new DOMException('denied', 'SecurityError');
    });
    blocked.put({ ...left, savedAt: 1 });
    expect(blocked.take(labId)).toBeUndefined();
  });
});

describe('a stored record', () => {
  const version = { files: { a: 'x' }, savedAt: 1 };
  const record = { schema: 1, labId, writer: 'w', ...version };

  it('is refused when of another schema or damaged', () => {
    for (const value of [
      undefined,
      null,
      [],
      'x',
      { ...record, schema: 2 },
      { ...record, files: [] },
      { ...record, savedAt: '1' },
    ]) {
      expect(parseDraftRecord(value)).toBeUndefined();
    }
  });

  it('keeps what is sound of it', () => {
    expect(parseDraftRecord({ ...record, files: { a: 'x', b: 7 }, displaced: { files: 3 } })).toEqual(record);
    expect(parseDraftRecord({ ...record, displaced: version })?.displaced).toEqual(version);
  });
});
