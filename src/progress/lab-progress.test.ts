import { beforeEach, describe, expect, it, vi } from 'vitest';

/** A page's `localStorage`; each test is a new page with a fresh module. */
function pageStorage(entries: Record<string, string> = {}) {
  const kept = new Map(Object.entries(entries));
  return {
    get length() {
      return kept.size;
    },
    key: (index: number) => [...kept.keys()][index] ?? null,
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, text: string) => void kept.set(key, text),
  };
}

async function page(storage: unknown) {
  vi.resetModules();
  vi.stubGlobal('localStorage', storage);
  return import('./lab-progress.ts');
}

const KEY = 'otlp-academy.progress.1.';
const good = { status: 'started', checksPassed: 4, checksTotal: 6, updatedAt: 1 };

beforeEach(() => void vi.unstubAllGlobals());

describe('lab progress', () => {
  it('is read back after it was recorded, also by the next page', async () => {
    const storage = pageStorage();
    const first = await page(storage);
    first.recordStarted('hello-trace');
    first.recordVerdict('hello-trace', { passed: false, checksPassed: 4, checksTotal: 6 });
    const next = await page(storage);
    expect([...next.readAllProgress().values()]).toMatchObject([
      { labId: 'hello-trace', status: 'started', checksPassed: 4, checksTotal: 6 },
    ]);
  });

  it('keeps a passed lab passed when a later run fails', async () => {
    const progress = await page(pageStorage());
    progress.recordVerdict('hello-trace', { passed: true, checksPassed: 6, checksTotal: 6 });
    progress.recordVerdict('hello-trace', { passed: false, checksPassed: 1, checksTotal: 6 });
    progress.recordStarted('hello-trace');
    expect(progress.readProgress('hello-trace')).toMatchObject({ status: 'passed', checksPassed: 6 });
  });

  it('tells where the run ran, and knows entries that do not', async () => {
    const storage = pageStorage({
      [`${KEY}old`]: JSON.stringify(good),
      [`${KEY}later`]: JSON.stringify({ ...good, runtime: 'wasi' }),
    });
    const progress = await page(storage);
    const verdict = { passed: true, checksPassed: 6, checksTotal: 6 };
    progress.recordVerdict('hello-trace', { ...verdict, runtime: 'webcontainer' });
    const next = await page(storage);
    expect(next.readProgress('hello-trace')).toMatchObject({ status: 'passed', runtime: 'webcontainer' });
    expect(next.readProgress('old')).toEqual({ labId: 'old', ...good });
    expect(next.readProgress('later')).toEqual({ labId: 'later', ...good });
  });

  it('drops damaged entries and keeps the rest', async () => {
    const damaged = {
      a: 'not json',
      b: '[]',
      c: JSON.stringify({ ...good, status: 'done' }),
      d: JSON.stringify({ ...good, checksPassed: 7 }),
      e: JSON.stringify({ ...good, checksTotal: -1 }),
      f: JSON.stringify({ ...good, updatedAt: '1' }),
      g: 'null',
    };
    const entries = Object.fromEntries(Object.entries(damaged).map(([lab, text]) => [KEY + lab, text]));
    const progress = await page(pageStorage({ ...entries, [`${KEY}ok`]: JSON.stringify(good), other: 'x' }));
    expect([...progress.readAllProgress().keys()]).toEqual(['ok']);
  });

  it('works in memory where storage is blocked or full', async () => {
    const blocked = {
      getItem() {
        throw new DOMException('denied', 'SecurityError');
      },
    };
    const progress = await page(blocked);
    progress.recordStarted('hello-trace');
    expect(progress.readProgress('hello-trace')?.status).toBe('started');

    const full = {
      ...pageStorage(),
      setItem() {
        throw new DOMException('full', 'QuotaExceededError');
      },
    };
    const other = await page(full);
    const heard = vi.fn();
    other.onProgressChange(heard);
    other.recordStarted('hello-trace');
    expect(heard).toHaveBeenCalledOnce();
  });

  it('tells this tab and other tabs of a change, until the listener leaves', async () => {
    const storage = pageStorage();
    const other = await page(storage);
    const heardThere = new Promise((resolve) => other.onProgressChange(resolve));
    const here = await page(storage);
    const heardHere = vi.fn();
    const leave = here.onProgressChange(heardHere);
    here.recordStarted('hello-trace');
    expect(await heardThere).toMatchObject({ labId: 'hello-trace', status: 'started' });
    leave();
    here.recordVerdict('hello-trace', { passed: true, checksPassed: 1, checksTotal: 1 });
    expect(heardHere).toHaveBeenCalledOnce();
  });
});
