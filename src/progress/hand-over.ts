/**
 * What a page that goes away could not save any more. IndexedDB needs time the page no longer has; `localStorage`
 * is synchronous. The next visit moves it into the database.
 */
import { type DraftSave, parseDraftRecord } from './draft-record.ts';

export interface HandOver {
  put(save: DraftSave): void;
  /** Reads and forgets. */
  take(labId: string): DraftSave | undefined;
  forget(labId: string): void;
}

const PREFIX = 'otlp-academy.unsaved.1.';

/** Over the page's `localStorage`; where that is blocked or full, the save in the database that has begun is all there is. */
export function pageHandOver(
  storage: () => Pick<Storage, 'getItem' | 'setItem' | 'removeItem'> = () => localStorage,
): HandOver {
  const attempt = <T>(action: () => T): T | undefined => {
    try {
      return action();
    } catch {
      return undefined;
    }
  };
  const forget = (labId: string): void => attempt(() => storage().removeItem(PREFIX + labId));
  return {
    put: (save) =>
      attempt(() => storage().setItem(PREFIX + save.labId, JSON.stringify({ schema: 1, ...save }))),
    take(labId) {
      const value: unknown = attempt(() => JSON.parse(storage().getItem(PREFIX + labId) ?? 'null'));
      forget(labId);
      const record = parseDraftRecord(value);
      if (!record) return undefined;
      const { seen, settled } = value as Record<string, unknown>;
      const { files, savedAt, writer } = record;
      return {
        labId,
        files,
        savedAt,
        writer,
        seen: typeof seen === 'number' ? seen : undefined,
        settled: settled === true,
      };
    },
    forget,
  };
}
