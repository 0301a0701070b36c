/** The editors that all contexts have. Two more stand among the converters, as in the collector (pkg/ottl/ottlfuncs). */
import type { OttlFunction } from '../../function.ts';
import { clear } from './clear.ts';
import { deleteKey } from './delete-key.ts';
import { flatten } from './flatten.ts';
import { keepKeys } from './keep-keys.ts';
import { limit } from './limit.ts';
import { deleteMatchingKeys, keepMatchingKeys } from './matching-keys.ts';
import { mergeMaps } from './merge-maps.ts';
import { replaceAllMatches } from './replace-all-matches.ts';
import { replaceAllPatterns } from './replace-all-patterns.ts';
import { replaceMatch } from './replace-match.ts';
import { replacePattern } from './replace-pattern.ts';
import { set } from './set.ts';
import { stringifyAll } from './stringify-all.ts';
import { truncateAll } from './truncate-all.ts';

export const editors: readonly OttlFunction[] = [
  clear,
  deleteKey,
  deleteMatchingKeys,
  flatten,
  keepKeys,
  keepMatchingKeys,
  limit,
  mergeMaps,
  replaceAllMatches,
  replaceAllPatterns,
  replaceMatch,
  replacePattern,
  set,
  stringifyAll,
  truncateAll,
];
