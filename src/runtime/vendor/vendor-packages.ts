/** Import specifiers of the first package set. */
import { offeredEntries } from '../packages/offered-entries.ts';

export const VENDOR_PACKAGES: readonly string[] = offeredEntries('2.x');
