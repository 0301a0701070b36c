import type { Files } from '../../../pipeline/files.ts';

/** A path, taken apart: "/var/data.jsonl" is "/var", "data-" and ".jsonl". */
export interface FileParts {
  /** As in the path; "." where it has none. */
  readonly directory: string;
  /** The name before the extension, with the hyphen that backups have. */
  readonly prefix: string;
  readonly extension: string;
}

const TIME = /^(\d{4})-(\d\d)-(\d\d)T(\d\d)-(\d\d)-(\d\d)\.(\d{3})$/;

export function fileParts(path: string): FileParts {
  const slash = path.lastIndexOf('/');
  const directory = slash < 0 ? '.' : path.slice(0, slash) || '/';
  const name = path.slice(slash + 1);
  const dot = name.lastIndexOf('.');
  const stem = dot < 0 ? name : name.slice(0, dot);
  return { directory, prefix: `${stem}-`, extension: dot < 0 ? '' : name.slice(dot) };
}

/** "data-2026-01-02T03-04-05.678-size.jsonl": what a full file is renamed to. The time is ms since the Unix epoch. */
export function backupName(parts: FileParts, time: number, local: boolean): string {
  return `${parts.directory}/${parts.prefix}${timeText(time, local)}-size${parts.extension}`;
}

/** The backup a name is of, with its time in ms; `undefined` for other files. */
export function backupOf(
  parts: FileParts,
  name: string,
  local: boolean,
): { readonly path: string; readonly time: number } | undefined {
  const middle = between(parts, name);
  const reason = middle?.lastIndexOf('-') ?? -1;
  const time = reason < 0 ? undefined : parseTime(middle?.slice(0, reason) ?? '', local);
  return time === undefined ? undefined : { path: `${parts.directory}/${name}`, time };
}

/** Backups of before v0.149 lack the reason at the end of their names. */
export async function renameOlderBackups(files: Files, parts: FileParts): Promise<void> {
  const names = await files.list(parts.directory);
  for (const name of names) {
    const middle = between(parts, name);
    if (middle === undefined || parseTime(middle, false) === undefined) continue;
    const today = `${parts.prefix}${middle}-size${parts.extension}`;
    const from = `${parts.directory}/${name}`;
    if (names.includes(today)) await files.remove(from);
    else await files.rename(from, `${parts.directory}/${today}`);
  }
}

function between({ prefix, extension }: FileParts, name: string): string | undefined {
  const fits = name.startsWith(prefix) && name.endsWith(extension);
  return fits && name.length > prefix.length + extension.length
    ? name.slice(prefix.length, name.length - extension.length)
    : undefined;
}

function timeText(time: number, local: boolean): string {
  // The offset is taken away, so that the local time is what UTC shows.
  const shown = local ? time - new Date(time).getTimezoneOffset() * 60_000 : time;
  return new Date(shown).toISOString().slice(0, -1).replaceAll(':', '-');
}

function parseTime(text: string, local: boolean): number | undefined {
  const match = TIME.exec(text);
  if (match === null) return undefined;
  const [year, month, day, hour, minute, second, ms] = match.slice(1).map(Number);
  const parts = [
    year ?? 0,
    (month ?? 0) - 1,
    day ?? 0,
    hour ?? 0,
    minute ?? 0,
    second ?? 0,
    ms ?? 0,
  ] as const;
  const time = local ? new Date(...parts).getTime() : Date.UTC(...parts);
  return timeText(time, local) === text ? time : undefined;
}
