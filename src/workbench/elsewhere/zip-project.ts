import { strToU8, zipSync } from 'fflate';
import type { LabFiles } from '../../runtime/lab-runtime.ts';

/** Zip archives know no date before 1980, and no time zone; one date for all makes equal files equal archives. */
const DATE = '1980-01-01T00:00:00';

/** A zip archive with the files in a folder of the lab's name: unpacked, it is a Node project. */
export function zipProject(labId: string, files: LabFiles): Uint8Array<ArrayBuffer> {
  const entries = Object.entries(files)
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([path, text]) => [`${labId}/${path}`, strToU8(text)]);
  return zipSync(Object.fromEntries(entries), { mtime: DATE, level: 9 });
}
