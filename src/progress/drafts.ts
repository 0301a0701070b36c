/**
 * The learner's files of one lab, kept across reloads.
 *
 * Saves are debounced; what is unsaved when the page goes away is handed over (hand-over.ts). With several tabs on
 * one lab the last save wins, and the version it wrote over is offered back (draft-record.ts).
 */
import type { DraftFiles, DraftSave, DraftVersion } from './draft-record.ts';
import { type DraftStorage, openDraftStorage } from './draft-storage.ts';
import { type HandOver, pageHandOver } from './hand-over.ts';

export type { DraftFiles, DraftVersion } from './draft-record.ts';

export interface LabDraft {
  /** `false`: this browser stores nothing for the site, the work lives until the page closes. */
  readonly persistent: boolean;
  /** What was there when it was opened; `undefined` on a first visit. */
  readonly restored: DraftFiles | undefined;
  /** Keeps these files soon (within `delayMs`); none means that the learner is back at the starter. */
  save(files: DraftFiles): void;
  /** Saves at once what is waiting. */
  flush(): Promise<void>;
  /** The learner took or dismissed the displaced version: stop keeping it. */
  settle(): void;
  /** Flushes and stops listening to the page. */
  close(): Promise<void>;
}

export interface DraftOptions {
  readonly labId: string;
  /** Another tab's version was written over, now or at an earlier visit: offer it. */
  displaced(version: DraftVersion): void;
  /** The browser refused a save (quota): the work goes on in memory. */
  failed(): void;
  readonly storage?: DraftStorage;
  readonly handOver?: HandOver;
  readonly delayMs?: number;
  readonly now?: () => number;
}

/** Opens the draft of a lab and reads what is there. Never rejects. */
export async function openLabDraft(options: DraftOptions): Promise<LabDraft> {
  const { labId, displaced, failed, delayMs = 400, now = Date.now, handOver = pageHandOver() } = options;
  const storage = options.storage ?? (await openDraftStorage());
  const writer = crypto.randomUUID();
  let waiting: DraftSave | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let saves: Promise<void> = Promise.resolve();
  let seen: number | undefined;
  let settled = false;
  let offered: number | undefined;

  const offer = (version: DraftVersion | undefined): void => {
    if (!version || version.savedAt === offered) return;
    offered = version.savedAt;
    settled = false;
    displaced(version);
  };

  const store = async (save: DraftSave): Promise<void> => {
    try {
      const record = await storage.save({ ...save, seen, settled });
      seen = save.savedAt;
      // Only now: a page that went away before this still has it to hand over.
      if (waiting === save) waiting = undefined;
      offer(record?.displaced);
    } catch {
      failed();
    }
  };

  const flush = (): Promise<void> => {
    clearTimeout(timer);
    const save = waiting;
    if (save) saves = saves.then(() => store(save));
    return saves;
  };

  const read = async (): Promise<DraftFiles | undefined> => {
    const stored = await storage.read(labId).catch(() => undefined);
    seen = stored?.savedAt;
    const left = handOver.take(labId);
    if (left && !(stored && stored.savedAt > left.savedAt)) {
      const record = await storage.save(left).catch(() => undefined);
      seen = left.savedAt;
      queueMicrotask(() => offer(record?.displaced));
      return left.files;
    }
    // Another tab saved after this page had gone: its version is the newer one, the one left behind is offered.
    const older = left && stored?.writer !== left.writer ? left : stored?.displaced;
    queueMicrotask(() => offer(older && { files: older.files, savedAt: older.savedAt }));
    return stored?.files;
  };
  const restored = await read();

  const leaving = (): void => {
    if (!waiting) return;
    if (storage.persistent) handOver.put({ ...waiting, seen, settled });
    void flush().then(() => waiting || handOver.forget(labId));
  };
  const hidden = (): void => {
    if (document.visibilityState === 'hidden') leaving();
  };
  const page = typeof document === 'undefined' ? undefined : document;
  page?.addEventListener('visibilitychange', hidden);
  page?.defaultView?.addEventListener('pagehide', leaving);

  return {
    persistent: storage.persistent,
    restored,
    save(files) {
      waiting = { labId, files, savedAt: now(), writer, seen, settled };
      clearTimeout(timer);
      timer = setTimeout(flush, delayMs);
    },
    flush,
    settle() {
      settled = true;
    },
    async close() {
      page?.removeEventListener('visibilitychange', hidden);
      page?.defaultView?.removeEventListener('pagehide', leaving);
      await flush();
    },
  };
}
