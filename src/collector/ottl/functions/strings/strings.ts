import type { OttlFunction } from '../../function.ts';
import { affixes } from './affixes.ts';
import { coalesce } from './coalesce.ts';
import { concat } from './concat.ts';
import { extractPatterns } from './extract-patterns.ts';
import { format } from './format.ts';
import { indexOf } from './index-of.ts';
import { isMatch } from './is-match.ts';
import { letterCase } from './letter-case.ts';
import { split } from './split.ts';
import { string } from './string.ts';
import { substring } from './substring.ts';
import { trim } from './trim.ts';

/** The converters of texts. */
export const stringConverters: readonly OttlFunction[] = [
  ...affixes,
  coalesce,
  concat,
  extractPatterns,
  format,
  indexOf,
  isMatch,
  ...letterCase,
  split,
  string,
  substring,
  trim,
];
