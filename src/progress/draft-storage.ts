/** Where draft records are kept: IndexedDB, or memory where the browser refuses it. */
import { openDB } from 'idb';
import { type DraftRecord, type DraftSave, parseDraftRecord, recordAfterSave } from './draft-record.ts';

export interface DraftStorage {
  /** `false`: kept until the page closes. */
  readonly persistent: boolean;
  read(labId: string): Promise<DraftRecord | undefined>;
  /** Applies `recordAfterSave` in one transaction; answers with what is stored now. */
  save(save: DraftSave): Promise<DraftRecord | undefined>;
}

const DATABASE = 'otlp-academy';
const STORE = 'drafts';

/** Opens IndexedDB; never rejects. */
export async function openDraftStorage(): Promise<DraftStorage> {
  try {
    return await indexedDbStorage();
  } catch {
    return memoryDraftStorage();
  }
}

async function indexedDbStorage(): Promise<DraftStorage> {
  const database = await openDB(DATABASE, 1, {
    upgrade(opened) {
      opened.createObjectStore(STORE, { keyPath: 'labId' });
    },
    // A newer version of the site in another tab must not wait for this one.
    blocking(_current, _blocked, event) {
      (event.target as IDBDatabase).close();
    },
  });
  return {
    persistent: true,
    read: async (labId) => parseDraftRecord(await database.get(STORE, labId)),
    async save(save) {
      const transaction = database.transaction(STORE, 'readwrite');
      const stored = parseDraftRecord(await transaction.store.get(save.labId));
      const next = recordAfterSave(stored, save);
      await (next ? transaction.store.put(next) : transaction.store.delete(save.labId));
      await transaction.done;
      return next;
    },
  };
}

export function memoryDraftStorage(): DraftStorage {
  const records = new Map<string, DraftRecord>();
  return {
    persistent: false,
    read: async (labId) => records.get(labId),
    async save(save) {
      const next = recordAfterSave(records.get(save.labId), save);
      if (next) records.set(save.labId, next);
      else records.delete(save.labId);
      return next;
    },
  };
}
