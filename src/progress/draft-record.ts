/** What is kept of a learner's work on a lab, and what happens when two tabs keep the same lab. Pure. */

/** Texts by path, only of the files that differ from the starter: what is untouched follows the lab's updates. */
export type DraftFiles = Readonly<Record<string, string>>;

export interface DraftVersion {
  readonly files: DraftFiles;
  /** Milliseconds since the Unix epoch. */
  readonly savedAt: number;
}

export interface DraftRecord extends DraftVersion {
  readonly schema: 1;
  readonly labId: string;
  /** The tab that wrote it: a random id for each page load. */
  readonly writer: string;
  /** What another tab had saved when this version was written over it. Kept until the learner takes or dismisses it. */
  readonly displaced?: DraftVersion;
}

/** A save by one tab. `seen` is the `savedAt` of the newest version this tab has read or written. */
export interface DraftSave extends DraftVersion {
  readonly labId: string;
  readonly writer: string;
  readonly seen: number | undefined;
  /** The learner has decided about the displaced version. */
  readonly settled: boolean;
}

/**
 * The record after a save: the last write wins, but a version of another tab that this tab has never seen moves to
 * `displaced`, so nothing is lost silently. `undefined` when nothing is left to keep.
 */
export function recordAfterSave(stored: DraftRecord | undefined, save: DraftSave): DraftRecord | undefined {
  const unseen =
    stored && stored.writer !== save.writer && stored.savedAt !== save.seen && !sameFiles(stored, save);
  const displaced = unseen
    ? { files: stored.files, savedAt: stored.savedAt }
    : save.settled
      ? undefined
      : stored?.displaced;
  if (Object.keys(save.files).length === 0 && !displaced) return undefined;
  const { labId, files, savedAt, writer } = save;
  return { schema: 1, labId, files, savedAt, writer, ...(displaced && { displaced }) };
}

/** A record as stored, or `undefined` when it is not one (another schema, damaged). A damaged `displaced` is dropped alone. */
export function parseDraftRecord(value: unknown): DraftRecord | undefined {
  if (!isObject(value) || value.schema !== 1) return undefined;
  const { labId, writer } = value;
  const version = parseVersion(value);
  if (!version || typeof labId !== 'string' || typeof writer !== 'string') return undefined;
  const displaced = parseVersion(value.displaced);
  return { schema: 1, labId, writer, ...version, ...(displaced && { displaced }) };
}

function parseVersion(value: unknown): DraftVersion | undefined {
  if (!isObject(value) || !isObject(value.files) || typeof value.savedAt !== 'number') return undefined;
  const files: Record<string, string> = {};
  for (const [path, text] of Object.entries(value.files)) if (typeof text === 'string') files[path] = text;
  return { files, savedAt: value.savedAt };
}

function sameFiles(a: DraftVersion, b: DraftVersion): boolean {
  const paths = Object.keys(a.files);
  return (
    paths.length === Object.keys(b.files).length && paths.every((path) => a.files[path] === b.files[path])
  );
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
